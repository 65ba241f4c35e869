"""Frames to garments to vectors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VisionConfig(AppConfig):
    """Knows pictures and vectors, never products."""

    name = "vision"
    verbose_name = _("Vision")

    def ready(self) -> None:
        """Register the system checks and the kinds of job."""
        from playback.services.people import register_people_finder
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.registry import register
        from vision import checks  # noqa: F401 - importing registers them
        from vision.garbage import cutouts_collect
        from vision.people import people_of

        register("analyse", "vision.services.video_analyse_job", "vision", label=pgettext_lazy("job", "analysis"))
        register_collector("cut-outs", cutouts_collect)
        register_people_finder(people_of)
