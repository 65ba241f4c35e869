"""What a viewer said they like before they watched anything: genres and a few titles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Value
from django.utils.translation import gettext

from catalog.models import Genre, TasteGenre, TasteTitle, Title, TitleStats
from catalog.selectors import playable
from trendflix.accounts.models import Viewer
from trendflix.accounts.sight import Sight
from trendflix.core.errors import UserError

MAX_TITLES, MAX_GENRES = 5, 50
OFFERED = 24
AMONG = 200


@dataclass(frozen=True, slots=True)
class Tastes:
    """Keys of genres and titles in the order they were given."""

    genres: tuple[int, ...] = ()
    titles: tuple[int, ...] = ()


def tastes_of(viewer_id: int | None) -> Tastes:
    """What a viewer said; one query, none for somebody of whom nothing is kept."""
    if viewer_id is None:
        return Tastes()
    genres = TasteGenre.objects.filter(viewer=viewer_id).order_by().values_list("id", "genre_id", Value(0))
    titles = TasteTitle.objects.filter(viewer=viewer_id).order_by().values_list("id", "title_id", Value(1))
    rows = sorted(genres.union(titles, all=True))
    of_kind = [tuple(key for _, key, kind in rows if kind == wanted) for wanted in (0, 1)]
    return Tastes(*of_kind)


@transaction.atomic
def tastes_set(viewer: Viewer, genres: Sequence[Genre], titles: Sequence[Title]) -> None:
    """Replace what a viewer said; they are not asked again. Raises ``UserError`` past the limits."""
    if len(titles) > MAX_TITLES:
        raise UserError(gettext("Choose at most %(limit)s titles.") % {"limit": MAX_TITLES})
    if len(genres) > MAX_GENRES:
        raise UserError(gettext("Choose at most %(limit)s genres.") % {"limit": MAX_GENRES})
    TasteGenre.objects.filter(viewer=viewer).delete()
    TasteTitle.objects.filter(viewer=viewer).delete()
    TasteGenre.objects.bulk_create([TasteGenre(viewer=viewer, genre=genre) for genre in genres])
    TasteTitle.objects.bulk_create([TasteTitle(viewer=viewer, title=title) for title in titles])
    tastes_skip(viewer)


def tastes_skip(viewer: Viewer) -> None:
    """Do not ask a viewer again."""
    viewer.tastes_asked = True
    viewer.save(update_fields=["tastes_asked"])


def titles_offered(sight: Sight, also: Iterable[int] = ()) -> list[Title]:
    """Titles to choose from: those ``also``, then well-known ones, then new ones; three queries."""
    known = TitleStats.objects.filter(trend__gt=0).order_by("-trend", "-title_id")
    keys = [*also, *known.values_list("title_id", flat=True)[:AMONG]]
    seen = playable(sight).defer("synopsis")
    found = seen.order_by().in_bulk(keys)
    chosen = [found[key] for key in dict.fromkeys(keys) if key in found][:OFFERED]
    if len(chosen) < OFFERED:
        chosen += seen.exclude(pk__in=found)[: OFFERED - len(chosen)]
    return chosen


def tastes_merge(source: Viewer, target: Viewer) -> None:
    """Move what a viewer said to another who said nothing."""
    for model in (TasteGenre, TasteTitle):
        if not model._default_manager.filter(viewer=target).exists():
            model._default_manager.filter(viewer=source).update(viewer=target)
