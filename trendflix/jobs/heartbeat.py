"""Proves that the holder of a claim lives, from a thread of its own."""

import logging
import threading
import time

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.db.models.functions import Now

from trendflix.jobs.models import Job

log = logging.getLogger(__name__)


class Heartbeat:
    """Updates a claimed row every ``JOB_HEARTBEAT_SECONDS`` while a handler computes; a context manager.

    A beat that fails is logged and tried again. ``is_lost`` is set when the row belongs to another worker, or when no
    beat has succeeded for ``JOB_LOST_AFTER_SECONDS``, since by then another may have taken it.
    """

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stop = threading.Event()
        self._lost = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name=f"job-{job.pk}-heartbeat")

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._stop.set()
        self._thread.join()

    @property
    def is_lost(self) -> bool:
        """Whether the job must not go on here."""
        return self._lost.is_set()

    def _run(self) -> None:
        beaten = time.monotonic()
        try:
            while not self._stop.wait(settings.JOB_HEARTBEAT_SECONDS) and not self.is_lost:
                if self._beat():
                    beaten = time.monotonic()
                elif time.monotonic() - beaten > settings.JOB_LOST_AFTER_SECONDS:
                    self._lost.set()
        except Exception:
            log.exception("the heartbeat of job %s ended", self._job.pk)
            self._lost.set()

    def _beat(self) -> bool:
        try:
            close_old_connections()
            held = Job.objects.filter(pk=self._job.pk, claim=self._job.claim, status=Job.Status.RUNNING)
            if not held.update(heartbeat=Now()):
                self._lost.set()
        except Error as fault:
            log.warning("a heartbeat of job %s failed: %s", self._job.pk, fault)
            return False
        finally:
            connection.close()
        return True
