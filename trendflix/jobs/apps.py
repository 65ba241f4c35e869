"""The job rows and the code that runs them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Long work as rows that a person can see."""

    name = "trendflix.jobs"
    label = "jobs"
    verbose_name = _("Jobs")
