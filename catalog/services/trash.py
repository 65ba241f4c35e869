"""The trash: titles go there with all that belongs to them, and are deleted for good when it is emptied."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.models import Season, Title
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

CHUNK = 100
ROOTS = Q(season__isnull=True) | Q(season__show__trashed__isnull=True)
"""Of titles in the trash those that are not there with their show; ``OWN`` says so of trailers and editions."""
OWN = Q(parent__isnull=True) | Q(parent__trashed__isnull=True)


def _with_parts(pks: Iterable[int]) -> list[int]:
    """Titles, the episodes of those that are shows, and the trailers and editions of all of them; two queries."""
    own = set(pks)
    own |= set(Title.objects.filter(season__show__in=own).values_list("pk", flat=True))
    return sorted(own | set(Title.objects.filter(parent__in=own).values_list("pk", flat=True)))


@transaction.atomic
def titles_trash(titles: Iterable[Title]) -> int:
    """Move titles to the trash with their episodes, trailers and editions; how many were moved in all.

    What was there already stays as it is, so that restoring a show leaves an episode deleted before where it is.
    """
    pks = _with_parts(title.pk for title in titles)
    return Title.objects.filter(pk__in=pks, trashed__isnull=True).update(trashed=timezone.now())


@transaction.atomic
def titles_restore(titles: Iterable[Title]) -> int:
    """Take titles out of the trash with what was moved there together with them; how many in all."""
    count = 0
    for title in titles:
        pks = _with_parts([title.pk])
        count += Title.objects.filter(pk__in=pks, trashed=title.trashed, trashed__isnull=False).update(trashed=None)
    return count


def trash_listed() -> QuerySet[Title]:
    """What is in the trash, the newest first; what went there with its show or its parent is not listed by itself."""
    return Title.objects.filter(ROOTS, OWN, trashed__isnull=False).order_by("-trashed", "-pk")


def trash_empty(before: datetime | None = None, titles: QuerySet[Title] | None = None) -> int:
    """Delete for good what is in the trash, or of it what went there ``before``; how many rows of titles.

    In chunks, each a transaction of its own. The films' files go with the jobs that deleting enqueues; seasons whose
    last episode goes, go too.
    """
    chosen = Title.objects.filter(trashed__isnull=False)
    if before is not None:
        chosen = chosen.filter(trashed__lt=before)
    if titles is not None:
        chosen = chosen.filter(pk__in=_with_parts(titles.values_list("pk", flat=True)))
    count = 0
    while pks := list(chosen.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            seasons = list(Season.objects.filter(episodes__in=pks).distinct().values_list("pk", flat=True))
            Title.objects.filter(pk__in=pks).delete()
            Season.objects.filter(pk__in=seasons, episodes__isnull=True).delete()
        count += len(pks)
    return count


def empty_trash_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Delete for good what has been in the trash for ``TRASH_DAYS``; 0 keeps everything."""
    if not settings.TRASH_DAYS:
        return {"deleted": 0}
    return {"deleted": trash_empty(timezone.now() - timedelta(days=settings.TRASH_DAYS))}
