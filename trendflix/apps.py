"""Startup of the project itself: registers its system checks."""

from django.apps import AppConfig


class TrendflixConfig(AppConfig):
    """The project as an app, so that it can hold checks and commands."""

    name = "trendflix"
    verbose_name = "TrendFlix"

    def ready(self) -> None:
        """Register the checks, and which job follows which."""
        from trendflix import checks
        from trendflix.site import pipeline

        checks.register_all()
        pipeline.register_all()
