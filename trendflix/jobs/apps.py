"""The job rows and the code that runs them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Long work as rows that a person can see."""

    name = "trendflix.jobs"
    label = "jobs"
    verbose_name = _("Jobs")

    def ready(self) -> None:
        """Say which files of the broker no row names."""
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.file_broker import halves_collect

        register_collector("half messages", halves_collect)
