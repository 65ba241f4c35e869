"""Startup of the project itself: registers its system checks."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import pgettext_lazy


class DeskConfig(AdminConfig):
    """Django's admin with this project's first page and look."""

    default_site = "trendflix.site.desk.site.Desk"


class TrendflixConfig(AppConfig):
    """The project as an app, so that it can hold checks and commands."""

    name = "trendflix"
    verbose_name = "TrendFlix"

    def ready(self) -> None:
        """Register the checks, and which job follows which."""
        from datetime import timedelta

        from trendflix import checks
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_periodic
        from trendflix.site import job_subjects, pipeline
        from trendflix.site.garbage import temporary_uploads_collect

        checks.register_all()
        pipeline.register_all()
        job_subjects.register_all()
        register("roll_up", "trendflix.site.rollup.roll_up_job", label=pgettext_lazy("job", "counts of views"))
        register("neighbours", "trendflix.site.rollup.neighbours_job", label=pgettext_lazy("job", "similar titles"))
        register_periodic("roll_up", timedelta(minutes=15))
        register_periodic("neighbours", timedelta(hours=6))
        register_collector("temporary uploads", temporary_uploads_collect)
