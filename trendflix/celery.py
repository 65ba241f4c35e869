"""The Celery application; ``docs/deploy.md`` says which workers to run."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trendflix.settings")
app = Celery("trendflix")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["trendflix.jobs"])
