"""Makes one title of two that are the same: what hangs on the duplicate moves to the title that stays.

Apps above register their part (``register_title_merge``), as films, positions and clicks hang on titles too.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from catalog.indexing import titles_index
from catalog.models import CollectionItem, Credit, LibraryFile, Rating, Season, Title, WatchlistEntry
from catalog.services.provenance import FILLED, is_lacking
from catalog.services.titles import trash_check
from catalog.services.trash import titles_trash
from trendflix.core.errors import UserError

Merge = Callable[[Title, Title], dict[str, int]]
"""``merge(duplicate, target)`` moves one app's rows; how many of each kind were moved."""
_merges: list[Merge] = []
FILLED_PLAIN = [name for name in FILLED if name not in ("genres", "countries", "languages", "credits", "collections")]


def register_title_merge(merge: Merge) -> None:
    """Add an app's part of merging titles; apps do so in ``AppConfig.ready``."""
    if merge not in _merges:
        _merges.append(merge)


def merge_check(duplicate: Title, target: Title) -> None:
    """Raise ``UserError`` where two titles cannot become one."""
    trash_check(duplicate)
    trash_check(target)
    if duplicate.pk == target.pk:
        raise UserError(gettext("%(name)s: a title is no duplicate of itself.") % {"name": target})
    if duplicate.kind != target.kind or duplicate.kind not in (Title.Kind.FILM, Title.Kind.SHOW):
        raise UserError(gettext("Two films can be merged, or two shows; not a film and a show, nor parts of them."))


@transaction.atomic
def titles_merge(duplicate: Title, target: Title) -> dict[str, int]:
    """Move all that hangs on a duplicate to a title, and the empty duplicate to the trash; what was moved, counted.

    Where both have something (a rating of one viewer, an episode of one number) the title's own stays. Of fields,
    those that the title lacks are filled. Raises ``UserError`` where they cannot become one.
    """
    locked = Title.objects.select_for_update().filter(pk__in=(duplicate.pk, target.pk)).order_by("pk").in_bulk()
    if len(locked) < 2 and duplicate.pk != target.pk:
        raise UserError(gettext("One of the titles was deleted meanwhile."))
    duplicate, target = locked[duplicate.pk], locked[target.pk]
    merge_check(duplicate, target)
    moved = {"seasons": _seasons(duplicate, target)}
    for merge in _merges:
        moved |= merge(duplicate, target)
    moved |= _rows(duplicate, target)
    moved["extras"] = duplicate.extras.filter(trashed__isnull=True).update(parent=target)
    _fields(duplicate, target)
    titles_trash([Title.objects.get(pk=duplicate.pk)])
    titles_index([target.pk])
    return {name: count for name, count in moved.items() if count}


def rows_move(rows: Any, others: Any, on: str, **to: Any) -> int:
    """Point rows to another title or film, but those whose ``on`` others have there already; how many."""
    return int(rows.exclude(**{f"{on}__in": others.values(on)}).update(**to))


def _rows(duplicate: Title, target: Title) -> dict[str, int]:
    def moved(model: Any, on: str) -> int:
        rows = model.objects
        return rows_move(rows.filter(title=duplicate), rows.filter(title=target), on, title=target)

    credits = 0
    if not target.credits.exists():
        credits = Credit.objects.filter(title=duplicate).update(title=target)
    for name in ("genres", "countries", "languages"):
        getattr(target, name).add(*getattr(duplicate, name).all())
    return {
        "watchlist": moved(WatchlistEntry, "viewer"),
        "ratings": moved(Rating, "viewer"),
        "collections": moved(CollectionItem, "collection"),
        "credits": credits,
        "files": LibraryFile.objects.filter(title=duplicate).update(title=target),
    }


def _seasons(duplicate: Title, target: Title) -> int:
    """Episodes whose place is free move with all that hangs on them; the others stay with the duplicate."""
    count = 0
    for season in duplicate.seasons.order_by("number"):
        own, _ = Season.objects.get_or_create(show=target, number=season.number, defaults={"name": season.name})
        taken = set[int]()
        for number, last in own.episodes.values_list("number", "last_number"):
            taken |= set(range(number or 0, (last or number or 0) + 1))
        for episode in season.episodes.filter(trashed__isnull=True):
            numbers = set(range(episode.number or 0, (episode.last_number or episode.number or 0) + 1))
            if not numbers & taken:
                count += Title.objects.filter(pk=episode.pk).update(season=own)
    return count


def _fields(duplicate: Title, target: Title) -> None:
    """Fill what the title lacks; pictures are named by both until the duplicate is deleted for good."""
    changed = []
    for name in FILLED_PLAIN:
        if is_lacking(getattr(target, name)) and not is_lacking(getattr(duplicate, name)):
            setattr(target, name, getattr(duplicate, name))
            changed.append(name)
            if name in duplicate.provenance:
                target.provenance[name] = duplicate.provenance[name]
    target.external_ids = {**duplicate.external_ids, **target.external_ids}
    target.save(update_fields=[*changed, "provenance", "external_ids"])
