"""Film files: ingest, packaging, access, watching."""

from django.apps import AppConfig


class PlaybackConfig(AppConfig):
    """The player's side of the house."""

    name = "playback"
    verbose_name = "Playback"

    def ready(self) -> None:
        """Register the system checks and signal receivers."""
        from playback import checks, signals  # noqa: F401 - importing registers them
