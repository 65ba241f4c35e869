"""The project: settings, the job runner, and the pipeline that ties the apps together."""

import os

# Threads of OpenMP that wait for each other spin by default, and take a busy machine's time from whom they wait for.
# The library reads this once, when torch, OpenCV or FAISS load it.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from trendflix.celery import app as celery_app

__all__ = ["celery_app"]
