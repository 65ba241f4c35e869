"""Film files: ingest, packaging, access, watching."""

from django.apps import AppConfig


class PlaybackConfig(AppConfig):
    """Everything about playing a film."""

    name = "playback"
    verbose_name = "Playback"

    def ready(self) -> None:
        """Register the system checks, the signal receivers and the kinds of job."""
        from playback import checks, signals  # noqa: F401 - importing registers them
        from trendflix.jobs.registry import register

        register("package", "playback.services.video_package_job", "media")
        register("sweep", "playback.services.video_sweep_job", "media")
