"""Whom rows are made for, and what that person keeps; each thing is read once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from catalog.models import Rating, WatchlistEntry
from catalog.tastes import Tastes, tastes_of
from trendflix.accounts.sight import EVERYBODY, Sight

LIST_LENGTH = 200
MAX_RATED = 500
SeenAmong = Callable[[Iterable[int]], set[int]]


def nothing_seen(keys: Iterable[int]) -> set[int]:
    """Of somebody who has watched nothing."""
    return set()


@dataclass(frozen=True)
class Audience:
    """A person, with the keys of films and shows that they watched lately, newest first.

    ``seen_among`` says which of some keys they have begun or finished; ``sight`` is what they may see at all.
    """

    sight: Sight = EVERYBODY
    viewer_id: int | None = None
    language: str = ""
    country: str = ""
    watched: tuple[int, ...] = ()
    seen_among: SeenAmong = nothing_seen

    @cached_property
    def watchlist(self) -> list[int]:
        """Keys of the titles on their list, added last first."""
        if self.viewer_id is None:
            return []
        rows = WatchlistEntry.objects.filter(viewer=self.viewer_id).order_by("-created", "-id")
        return list(rows.values_list("title_id", flat=True)[:LIST_LENGTH])

    @cached_property
    def tastes(self) -> Tastes:
        """Genres and titles that they said they like."""
        return tastes_of(self.viewer_id)

    @cached_property
    def likings(self) -> dict[int, int]:
        """What they said of titles: key → 1 liked, -1 disliked; stars count from four up and from two down."""
        if self.viewer_id is None:
            return {}
        rows = Rating.objects.filter(viewer=self.viewer_id).order_by("-updated")
        said = rows.values_list("title_id", "liking", "stars")[:MAX_RATED]
        return {title: liking or _of_stars(stars) for title, liking, stars in said}


def _of_stars(stars: int | None) -> int:
    return 0 if stars is None else (stars >= 4) - (stars <= 2)
