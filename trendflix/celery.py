"""The Celery application; ``docs/deploy.md`` says which workers to run."""

import os

from celery import Celery

from trendflix.jobs.file_broker import take_over

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trendflix.settings")
take_over()
app = Celery("trendflix")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["trendflix.jobs"])
