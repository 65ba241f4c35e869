"""Startup of the project itself: registers its system checks."""

from django.apps import AppConfig


class TrendflixConfig(AppConfig):
    """The project as an app, so that it can hold checks and commands."""

    name = "trendflix"
    verbose_name = "TrendFlix"

    def ready(self) -> None:
        """Register the checks, and which job follows which."""
        from datetime import timedelta

        from trendflix import checks
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.periodic import register_periodic
        from trendflix.jobs.registry import register
        from trendflix.site import pipeline
        from trendflix.site.garbage import temporary_uploads_collect

        checks.register_all()
        pipeline.register_all()
        register("roll_up", "trendflix.site.rollup.roll_up_job")
        register("neighbours", "trendflix.site.rollup.neighbours_job")
        register_periodic("roll_up", timedelta(minutes=15))
        register_periodic("neighbours", timedelta(hours=6))
        register_collector("temporary uploads", temporary_uploads_collect)
