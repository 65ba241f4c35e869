"""What runs inside the soaked site, in a process of its own: the supervisor's housekeeping, and what the bench asks.

The supervisor's regular work is done as it does it. Its daily work is done once a simulated hour, after all rows and
files were made older (``ageing``): a simulated hour is ten days to what is kept for days, so that in a simulated day
all that is kept for a month comes and goes many times. Open jobs and files just written keep their times.
"""

import json
import os
import select
import sys
import time
from collections.abc import Callable
from typing import Any

from django.apps import apps

from trendflix.bench.faults.inside import session_begin
from trendflix.bench.soak.ageing import all_age
from trendflix.bench.soak.staff import account_create, feed_import, film_begin, films_publish, films_trash, library
from trendflix.jobs.models import Job
from trendflix.site.supervisor import REAP_EVERY_SECONDS, Supervisor

_supervisor = Supervisor({})


def serve() -> None:
    """Answer what is asked by lines of JSON, and do the regular work in between, until the input ends."""
    answers, housekept = os.fdopen(os.dup(1), "w"), 0.0
    os.dup2(2, 1)  # commands of the daily work print what they did
    while True:
        if select.select([sys.stdin], [], [], 0.5)[0]:
            line = sys.stdin.readline()
            if not line:
                break
            name, *arguments = json.loads(line)
            answers.write(json.dumps(ANSWERS[name](*arguments)) + "\n")
            answers.flush()
        if time.monotonic() - housekept > REAP_EVERY_SECONDS:
            _supervisor.housekeep()
            housekept = time.monotonic()
    _supervisor.stop()


def hour_end() -> None:
    """Make everything older, then do the daily work."""
    _supervisor.housekeep()
    all_age()
    _supervisor.daily()
    _supervisor.housekeep()


def rows() -> dict[str, int]:
    """How many rows each table has."""
    models = [one for one in apps.get_models(include_auto_created=True) if one._meta.managed]
    return {f"rows of {one._meta.label}": one._base_manager.count() for one in models}


def jobs_open() -> int:
    """How many jobs have not ended and wait for nothing but a worker."""
    return Job.objects.filter(status__in=Job.OPEN, not_before=None).count()


def jobs_failed() -> list[str]:
    """Jobs that failed, in words."""
    failed = Job.objects.filter(status=Job.Status.FAILED)
    return [f"{job.kind} {job.subject_id}: {job.error.splitlines()[-1][:300]}" for job in failed]


ANSWERS: dict[str, Callable[..., Any]] = {
    "hour_end": hour_end,
    "rows": rows,
    "jobs_open": jobs_open,
    "jobs_failed": jobs_failed,
    "session": session_begin,
    "account_create": account_create,
    "feed_import": feed_import,
    "film_begin": film_begin,
    "films_publish": films_publish,
    "films_trash": films_trash,
    "library": library,
}
