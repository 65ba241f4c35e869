"""The project: settings, the job runner, and the pipeline that ties the apps together."""

from trendflix.celery import app as celery_app

__all__ = ["celery_app"]
