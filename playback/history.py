"""Reads what a viewer has begun, finished and can go on with, film by film and show by show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from catalog.models import Title
from playback.models import Progress

CONTINUE_LENGTH = 12
CONTINUE_AMONG = 60
"""Positions that are read for the row: several can be of one show, of which the last one counts."""
NEXT_AMONG = 120
HISTORY_LENGTH = 40
BROWSED = Coalesce("video__title__season__show_id", "video__title_id")
"""The film, or the show of an episode, as it stands in lists."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A film or an episode that a viewer has begun; ``browsed`` is the film or the show as it stands in lists."""

    title: Title
    browsed: int
    position: float
    duration: float

    @property
    def percent(self) -> int:
        """How much was watched; 1 at least, so that it is seen."""
        return max(1, min(100, round(100 * self.position / max(self.duration, 0.1))))

    @property
    def seconds_left(self) -> float:
        """To the end of the film."""
        return max(0.0, self.duration - self.position)


def begun(viewer_id: int | None, titles: QuerySet[Title]) -> list[Begun]:
    """What a viewer began of ``titles`` and can go on with, last watched first, one episode a show; one query.

    Whether a title is one of ``titles`` is asked row by row: a list of them would hold the whole library.
    """
    if viewer_id is None:
        return []
    rows = _positions(viewer_id).filter(
        Exists(titles.filter(pk=OuterRef("video__title_id"))), watched=False, removed=False, position__gt=0
    )
    chosen: dict[int, Begun] = {}
    for row in rows.exclude(video__package_key="")[:CONTINUE_AMONG]:
        chosen.setdefault(row.browsed, Begun(row.video.title, row.browsed, row.position, row.video.duration))
    return list(chosen.values())[:CONTINUE_LENGTH]


def _positions(viewer_id: int) -> Any:
    """A viewer's positions with film and show, last watched first."""
    return (
        Progress.objects.filter(viewer=viewer_id)
        .select_related("video__title__season__show")
        .defer("video__probe", "video__title__synopsis", "video__title__season__show__synopsis")
        .annotate(browsed=BROWSED)
        .order_by("-updated")
    )


def next_episodes(viewer_id: int | None, titles: QuerySet[Title]) -> list[Title]:
    """Of each show the first episode of ``titles`` after the last one that was finished, unless it was watched too.

    Specials (season 0) lead nowhere. Three queries; each episode comes with its season and show.
    """
    if viewer_id is None:
        return []
    finished = _positions(viewer_id).filter(watched=True, video__title__season__number__gt=0)
    last: dict[int, int] = {}
    for pk, show in finished.values_list("pk", "browsed")[:NEXT_AMONG]:
        last.setdefault(show, pk)
    keys = list(last.values())[:CONTINUE_LENGTH]
    found = Progress.objects.filter(pk__in=keys).annotate(next=Subquery(_following(viewer_id, titles)))
    order = [pk for pk in found.order_by("-updated").values_list("next", flat=True) if pk]
    episodes = Title.objects.select_related("season__show").in_bulk(order)
    return [episodes[pk] for pk in order]


def _following(viewer_id: int, titles: QuerySet[Title]) -> QuerySet[Any]:
    """The key of the episode that follows the position of the outer query."""
    season, number = "video__title__season", OuterRef("video__title__number")
    later = Q(season=OuterRef(season), number__gt=number) | Q(season__number__gt=OuterRef(f"{season}__number"))
    known = Progress.objects.filter(viewer=viewer_id, watched=True, video__title=OuterRef("pk"))
    of_show = titles.filter(later, ~Exists(known), season__show=OuterRef(f"{season}__show"), video__package_key__gt="")
    return of_show.order_by("season__number", "number").values("pk")[:1]


def watched_lately(viewer_id: int | None) -> list[int]:
    """Keys of the films and shows that a viewer watched last, newest first, each once; one query."""
    if viewer_id is None:
        return []
    rows = _positions(viewer_id).filter(Q(watched=True) | Q(position__gt=0, removed=False))
    keys = rows.values_list("browsed", flat=True)[: 3 * HISTORY_LENGTH]
    return list(dict.fromkeys(keys))[:HISTORY_LENGTH]


def seen_among(viewer_id: int | None, keys: Iterable[int]) -> set[int]:
    """Which of these films and shows a viewer has begun or finished; one query."""
    if viewer_id is None:
        return set()
    chosen = list(keys)
    among = Q(video__title__in=chosen) | Q(video__title__season__show__in=chosen)
    return set(Progress.objects.filter(among, viewer=viewer_id).annotate(key=BROWSED).values_list("key", flat=True))


def position_in(viewer_id: int | None, title: Title) -> float:
    """The second at which a viewer goes on with a film; 0 where it was not begun, or was watched."""
    if viewer_id is None:
        return 0.0
    rows = Progress.objects.filter(viewer=viewer_id, video__title=title, watched=False)
    return rows.values_list(F("position"), flat=True).first() or 0.0


def episode_to_play(viewer_id: int | None, titles: QuerySet[Title], show: Title) -> Title | None:
    """The episode of a show that Play plays: the one that was left, the one after it, or the first; of ``titles``."""
    episodes = titles.filter(season__show=show, video__package_key__gt="")
    last: Progress | None = _positions(viewer_id).filter(browsed=show.pk).first() if viewer_id else None
    if last is not None and not last.watched and episodes.filter(pk=last.video.title_id).exists():
        return last.video.title
    if last is not None and viewer_id is not None:
        row = Progress.objects.filter(pk=last.pk).annotate(next=Subquery(_following(viewer_id, titles)))
        after = row.values_list("next", flat=True).first()
        if after is not None:
            return episodes.get(pk=after)
    return _first_of(episodes)


def _first_of(episodes: QuerySet[Title]) -> Title | None:
    """The first episode; specials (season 0) only where there is nothing else."""
    return episodes.order_by(Case(When(season__number=0, then=1), default=0), "season__number", "number").first()
