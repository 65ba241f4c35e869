"""The rows of the home page, found by their keys: no query reads the whole library, none sorts it.

Titles are listed by primary key, newest first: ``created`` is set once, when the key is given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value

from catalog.models import Genre, Title
from catalog.selectors import User, browsed, can_play, playable

RAIL_LENGTH = 18
MAX_GENRE_RAILS = 8
NEWEST = 500
"""Where fewer titles than this can be played, the rails are made from all of them."""
SOON_AMONG = 500
"""What comes soon is looked for among so many newest titles: what waits longer is not coming soon."""
Filed = Title.genres.through


@dataclass(frozen=True, slots=True)
class Rail:
    """One row of the home page."""

    name: str
    titles: list[Title] = field(default_factory=list)
    slug: str = ""


def home_rails(user: User) -> list[Rail]:
    """New titles, rails of genres, and what comes soon; six queries at most, and each title is one object."""
    newest = list(playable(user).values_list("pk", flat=True)[:NEWEST])
    genres = _genres_of(newest) if len(newest) < NEWEST else _genres_at_large(user)
    first = newest[:RAIL_LENGTH]
    chosen = [(genre, keys) for genre, keys in genres if len(keys) > 1 and keys != first][:MAX_GENRE_RAILS]
    titles = titles_by_key({key for keys in (first, *(keys for _, keys in chosen)) for key in keys})
    rails = [Rail("New here", [titles[key] for key in first])] if first else []
    rails += [Rail(genre.name, [titles[key] for key in keys], genre.slug) for genre, keys in chosen]
    soon = coming_soon(user)
    return [*rails, Rail("Soon", soon)] if soon else rails


def titles_by_key(keys: Iterable[int]) -> dict[int, Title]:
    """Playable titles as cards show them, by primary key."""
    found = Title.objects.filter(pk__in=list(keys)).defer("synopsis").annotate(is_soon=Value(False))
    return {title.pk: title for title in found}


def coming_soon(user: User) -> list[Title]:
    """The newest titles of which nothing can be played yet."""
    newest = browsed(staff=user.is_staff).order_by("-pk").values("pk")[:SOON_AMONG]
    waiting = Title.objects.filter(pk__in=newest).exclude(can_play(staff=user.is_staff)).annotate(is_soon=Value(True))
    return list(waiting.defer("synopsis").order_by("-pk")[:RAIL_LENGTH])


def _genres_of(keys: Sequence[int]) -> list[tuple[Genre, list[int]]]:
    """Genres with their members among ``keys``, those of most members first."""
    pairs = Filed.objects.filter(title__in=keys).order_by("-title_id").values_list("genre_id", "title_id")
    members = _members(pairs)
    genres = Genre.objects.in_bulk(members)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), genres[item[0]].name))
    return [(genres[pk], found[:RAIL_LENGTH]) for pk, found in ordered if len(found) < len(keys)]


def _genres_at_large(user: User) -> list[tuple[Genre, list[int]]]:
    """Genres with their newest members, those that get new ones most often first."""
    filed = _playable_filed(user)
    last = filed.filter(genre=OuterRef("pk")).order_by("-title_id").values("title_id")[RAIL_LENGTH - 1 : RAIL_LENGTH]
    since = Genre.objects.annotate(since=Subquery(last)).order_by("name")
    ranked = sorted(since, key=lambda genre: -(genre.since or 0))[: MAX_GENRE_RAILS + 1]
    if not ranked:
        return []
    newer = Q()
    for genre in ranked:
        newer |= Q(genre=genre, title_id__gte=genre.since or 0)
    members = _members(filed.filter(newer).order_by("-title_id").values_list("genre_id", "title_id"))
    return [(genre, members.get(genre.pk, [])) for genre in ranked]


def _playable_filed(user: User) -> QuerySet[Any]:
    """Pairs of a genre and a title that this person can watch now.

    Whether it can be watched is asked pair by pair: a join would start from all titles.
    """
    return Filed.objects.filter(Exists(playable(user).order_by().filter(pk=OuterRef("title_id"))))


def _members(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for genre, title in pairs:
        found.setdefault(genre, []).append(title)
    return found
