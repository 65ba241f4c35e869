"""Writes the questions that viewers wait for. The row is the message: answering processes look for open rows."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_noop

from playback.models import Video
from shopping.models import Lookup
from trendflix.accounts.visitors import Visitor
from trendflix.accounts.writing import for_viewer
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

WAITED_FOR = timedelta(seconds=15)
"""Nobody waits longer; what is older is not answered any more."""
KEPT_FOR = timedelta(hours=1)
MOST_OPEN = 40
"""With more waiting than this a new question would not be answered in time."""

LANGUAGE = "language"
"""Under which a question keeps the language of whoever asks; the answer is written in it."""
TOO_LATE = gettext_noop("No answer came in time.")


@for_viewer
@transaction.atomic
def lookup_ask(visitor: Visitor, kind: str, video: Video | None, query: dict[str, Any]) -> Lookup:
    """Enqueue a question, to be answered in the active language.

    A viewer waits for one of a kind at a time: asking again lets go of what was asked before.

    Raises ``UserError`` where too many wait already.
    """
    lookups_sweep()
    viewer = visitor.viewer()
    mine = Lookup.objects.filter(viewer=viewer, kind=kind, status__in=Lookup.OPEN)
    mine.update(status=Lookup.Status.CANCELLED, finished=timezone.now(), query={})
    if Lookup.objects.filter(status__in=Lookup.OPEN).count() >= MOST_OPEN:
        raise UserError(gettext("Many people are looking just now. Try again in a moment."))
    return Lookup.objects.create(viewer=viewer, kind=kind, video=video, query=query | {LANGUAGE: get_language()})


def lookup_cancel(lookup: Lookup) -> None:
    """Let go of a question; an answer that comes later is thrown away."""
    opened = Lookup.objects.filter(pk=lookup.pk, status__in=Lookup.OPEN)
    opened.update(status=Lookup.Status.CANCELLED, finished=timezone.now(), query={})


def lookup_claim() -> Lookup | None:
    """Take the question that waits longest; ``None`` where none does, or another process was faster."""
    fresh = timezone.now() - WAITED_FOR
    queued = Lookup.objects.filter(status=Lookup.Status.QUEUED, created__gte=fresh)
    oldest = queued.order_by("created").values_list("pk", flat=True).first()
    if oldest is None:
        return None
    claimed = Lookup.objects.filter(pk=oldest, status=Lookup.Status.QUEUED).update(
        status=Lookup.Status.RUNNING, started=timezone.now()
    )
    return Lookup.objects.select_related("video").get(pk=oldest) if claimed else None


def lookup_finish(lookup: Lookup, *, result: dict[str, Any] | None = None, error: str = "") -> bool:
    """Write the answer, or why there is none; ``False`` where nobody waits any more. What was asked is forgotten."""
    status = Lookup.Status.FAILED if error else Lookup.Status.DONE
    running = Lookup.objects.filter(pk=lookup.pk, status=Lookup.Status.RUNNING)
    fields = {"status": status, "result": result or {}, "error": error[:300], "finished": timezone.now(), "query": {}}
    return bool(running.update(**fields))


def lookups_sweep_job(job: Job, progress: Progress) -> dict[str, int]:
    """Sweep where nobody asks anything any more; how many rows are left."""
    lookups_sweep()
    return {"left": Lookup.objects.count()}


def lookups_sweep() -> None:
    """Drop what nobody reads any more, and end what nobody answered in time."""
    now = timezone.now()
    Lookup.objects.filter(created__lt=now - KEPT_FOR).delete()
    late = Lookup.objects.filter(status__in=Lookup.OPEN, created__lt=now - WAITED_FOR)
    late.update(status=Lookup.Status.FAILED, error=TOO_LATE, finished=now, query={})
