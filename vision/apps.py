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
        from trendflix.accounts.personal import register_personal
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.kinds import register
        from trendflix.jobs.stages import register_stages
        from vision import checks  # noqa: F401 - importing registers them
        from vision.garbage import cutouts_collect, states_collect
        from vision.people import people_of

        register(
            "analyse",
            "vision.services.video_analyse_job",
            "vision",
            label=pgettext_lazy("job", "analysis"),
            subject="film",
        )
        register_stages("analyse", {"loading the models": 5.0, "looking": 90.0, "joining": 3.0, "saving": 2.0})
        register(
            "look_again",
            "vision.edits.looking.garment_look_job",
            "vision",
            label=pgettext_lazy("job", "look at a part of a garment"),
        )
        register_personal("garment_decisions", "vision.GarmentEdit", "decided_by", is_kept=True)
        register_collector("cut-outs", cutouts_collect)
        register_collector("states of analyses", states_collect)
        register_people_finder(people_of)
