"""A viewer's history: what they watched and how far, last first, a page after a place; and what is done to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime

from catalog.models import Title
from playback.models import Progress
from trendflix.accounts.models import Viewer

PER_PAGE = 40
DELETED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Positions with their films; ``after`` names the place that the next page begins at, empty on the last."""

    rows: list[Progress]
    after: str = ""


def history_rows(viewer_id: int | None, titles: QuerySet[Title]) -> QuerySet[Progress]:
    """A viewer's positions in ``titles`` (those that they may see), last watched first, each with film and show."""
    seen = Exists(titles.filter(pk=OuterRef("video__title_id")))
    rows = Progress.objects.filter(seen, viewer=viewer_id).select_related("video__title__season__show")
    return rows.defer("video__probe", "video__title__synopsis").order_by("-updated", "-id")


def history_page(viewer_id: int | None, titles: QuerySet[Title], after: str = "") -> HistoryPage:
    """One page; one query. A place that is none of ours is the first page's."""
    if viewer_id is None:
        return HistoryPage([])
    rows = history_rows(viewer_id, titles)
    place = _place(after)
    if place is not None:
        moment, pk = place
        rows = rows.filter(Q(updated__lt=moment) | Q(updated=moment, pk__lt=pk), updated__lte=moment)
    found = list(rows[: PER_PAGE + 1])
    last = found[PER_PAGE - 1] if len(found) > PER_PAGE else None
    return HistoryPage(found[:PER_PAGE], f"{last.updated.isoformat()}_{last.pk}" if last else "")


def history_remove(viewer_id: int | None, title_id: int) -> int:
    """Forget that a film was watched, and how far. How many positions that were: one, or none."""
    return Progress.objects.filter(viewer=viewer_id, video__title=title_id).delete()[0]


def history_clear(viewer_id: int | None) -> int:
    """Forget all that was watched. How many positions that were."""
    rows, count = Progress.objects.filter(viewer=viewer_id), 0
    while keys := list(rows.values_list("pk", flat=True)[:DELETED_AT_ONCE]):
        count += Progress.objects.filter(pk__in=keys).delete()[0]
    return count


def history_pause(viewer: Viewer, paused: bool) -> None:
    """From now on nothing of what is watched is kept, or it is again; what is kept stays."""
    viewer.history_paused = paused
    viewer.save(update_fields=["history_paused"])


def _place(text: str) -> tuple[datetime, int] | None:
    moment, _, pk = text.rpartition("_")
    try:
        parsed = parse_datetime(moment)
    except ValueError:
        return None
    return (parsed, int(pk)) if parsed and parsed.tzinfo and pk.isascii() and pk.isdecimal() and len(pk) < 18 else None
