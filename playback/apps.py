"""Film files: ingest, packaging, access, watching."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PlaybackConfig(AppConfig):
    """Everything about playing a film."""

    name = "playback"
    verbose_name = _("Playback")

    def ready(self) -> None:
        """Register the system checks, the signal receivers, the kinds of job, and how positions are merged."""
        from playback import checks, signals  # noqa: F401 - importing registers them
        from playback.services.garbage import films_collect, uploads_collect
        from playback.services.progress import progress_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.registry import register

        register_merge(progress_merge)
        register("package", "playback.services.video_package_job", "media", label=pgettext_lazy("job", "packaging"))
        register("sweep", "playback.services.video_sweep_job", "media", label=pgettext_lazy("job", "clearing files"))
        register("artwork", "playback.services.artwork.artwork_job", "media", label=pgettext_lazy("job", "artwork"))
        register_collector("films", films_collect)
        register_collector("film uploads", uploads_collect)
