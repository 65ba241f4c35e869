"""Rows of what is new, at large and by genre, found by key: no query reads the whole library, none sorts it.

Titles are listed by primary key, newest first: ``created`` is set once, when the key is given.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import Genre, Title
from catalog.rows.row import Kind, Row
from catalog.selectors import browsed, can_play, playable
from trendflix.accounts.sight import Sight

ROW_LENGTH = 18
FETCHED = 60
MAX_GENRE_ROWS = 8
NEWEST = 500
"""Where fewer titles than this can be played, the rows are made from all of them."""
SOON_AMONG = 500
"""What comes soon is looked for among so many newest titles: what waits longer is not coming soon."""
Filed = Title.genres.through


def newest_keys(sight: Sight) -> list[int]:
    """The newest titles that can be played, ``NEWEST`` at most."""
    return list(playable(sight).values_list("pk", flat=True)[:NEWEST])


def new_row(newest: Sequence[int]) -> Row:
    """The first of ``newest_keys``, more than are shown, so that what stands higher can be left out."""
    return Row(Kind.NEW, _("New here"), list(newest[:FETCHED]), url=f"{reverse('browse')}?sort=new")


def soon_row(sight: Sight) -> Row:
    """The newest titles of which nothing can be played yet."""
    newest = browsed(sight).order_by("-pk").values("pk")[:SOON_AMONG]
    waiting = Title.objects.filter(pk__in=newest).exclude(can_play(sight)).order_by("-pk")
    keys = list(waiting.values_list("pk", flat=True)[:ROW_LENGTH])
    return Row(Kind.SOON, _("Soon"), keys, is_waiting=True)


def genre_rows(sight: Sight, newest: Sequence[int], apart: Iterable[int] = (), first: Sequence[int] = ()) -> list[Row]:
    """Rows of the genres that get most, those ``first`` (keys) before others, without those ``apart``.

    ``newest`` as ``newest_keys`` gives them.
    """
    genres = _genres_of(newest) if len(newest) < NEWEST else _genres_at_large(sight)
    left_out, same = set(apart), list(newest[:ROW_LENGTH])
    chosen = [(genre, keys) for genre, keys in genres if genre.pk not in left_out and len(keys) > 1 and keys != same]
    chosen.sort(key=lambda pair: pair[0].pk not in first)
    return [_genre_row(genre, keys) for genre, keys in chosen[:MAX_GENRE_ROWS]]


def one_genre_row(sight: Sight, genre: Genre) -> Row:
    """The newest of one genre."""
    filed = _playable_filed(sight).filter(genre=genre).order_by("-title_id")
    return _genre_row(genre, list(filed.values_list("title_id", flat=True)[:ROW_LENGTH]))


def _genre_row(genre: Genre, keys: list[int]) -> Row:
    return Row(Kind.GENRE, genre.name, keys, genre.slug, reverse("genre", args=[genre.slug]))


def _genres_of(keys: Sequence[int]) -> list[tuple[Genre, list[int]]]:
    """Genres with their members among ``keys``, those of most members first."""
    pairs = Filed.objects.filter(title__in=keys).order_by("-title_id").values_list("genre_id", "title_id")
    members = _members(pairs)
    genres = Genre.objects.in_bulk(members)
    ordered = sorted(members.items(), key=lambda item: (-len(item[1]), genres[item[0]].name))
    return [(genres[pk], found[:ROW_LENGTH]) for pk, found in ordered if len(found) < len(keys)]


def _genres_at_large(sight: Sight) -> list[tuple[Genre, list[int]]]:
    """Genres with their newest members, those that get new ones most often first."""
    filed = _playable_filed(sight)
    last = filed.filter(genre=OuterRef("pk")).order_by("-title_id").values("title_id")[ROW_LENGTH - 1 : ROW_LENGTH]
    since = Genre.objects.annotate(since=Subquery(last)).order_by("name")
    ranked = sorted(since, key=lambda genre: -(genre.since or 0))[: MAX_GENRE_ROWS + 1]
    if not ranked:
        return []
    newer = Q()
    for genre in ranked:
        newer |= Q(genre=genre, title_id__gte=genre.since or 0)
    members = _members(filed.filter(newer).order_by("-title_id").values_list("genre_id", "title_id"))
    return [(genre, members.get(genre.pk, [])) for genre in ranked]


def _playable_filed(sight: Sight) -> QuerySet[Any]:
    """Pairs of a genre and a title that this person can watch now.

    Whether it can be watched is asked pair by pair: a join would start from all titles.
    """
    return Filed.objects.filter(Exists(playable(sight).order_by().filter(pk=OuterRef("title_id"))))


def _members(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for genre, title in pairs:
        found.setdefault(genre, []).append(title)
    return found
