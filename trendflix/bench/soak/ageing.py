"""Makes what a soaked site keeps older: the moments in rows, the times of files, and until when the cache keeps."""

import os
import pickle
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import DateTimeField, F, Model

from trendflix.jobs.models import Job

AGED = timedelta(days=10)
WRITTEN_LATELY_SECONDS = 60.0
AGELESS = ("broker", "cache", "logs", "tmp")
"""Folders whose files keep their times: messages under way, and what processes hold open."""


def all_age() -> None:
    """Make everything ``AGED`` older."""
    for model in apps.get_models():
        rows_age(model)
    data = Path(settings.DATA)
    files_age(data, time.time())
    cache_age(data / "cache")


def rows_age(model: type[Model]) -> None:
    """Move every moment of a table's rows back; jobs that have not ended keep theirs."""
    names = [one.name for one in model._meta.concrete_fields if isinstance(one, DateTimeField)]
    rows = model._base_manager.all()
    if model is Job:
        rows = rows.exclude(status__in=Job.OPEN)
    if names and model._meta.managed:
        rows.update(**{name: F(name) - AGED for name in names})


def files_age(data: Path, now: float) -> None:
    """Move the times of files and folders back, but of those that something may still write to."""
    for path in data.rglob("*"):
        with suppress(FileNotFoundError):
            if path.relative_to(data).parts[0] not in AGELESS and path.parent != data:
                written = path.lstat().st_mtime
                if written < now - WRITTEN_LATELY_SECONDS:
                    os.utime(path, (written - AGED.total_seconds(),) * 2, follow_symlinks=False)


def cache_age(folder: Path) -> None:
    """Move the moment at which each entry of the cache expires back; it stands at the beginning of its file."""
    for path in folder.glob("*.djcache"):
        with suppress(OSError, EOFError, pickle.UnpicklingError), path.open("r+b") as file:
            expires = pickle.load(file)  # noqa: S301 - written by the site's own cache
            aged = pickle.dumps(expires and expires - AGED.total_seconds(), pickle.HIGHEST_PROTOCOL)
            if len(aged) == file.tell():
                file.seek(0)
                file.write(aged)
