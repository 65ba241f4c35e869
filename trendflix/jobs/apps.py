"""The job rows and the code that runs them."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work as rows that a person can see."""

    name = "trendflix.jobs"
    label = "jobs"
    verbose_name = "Jobs"
