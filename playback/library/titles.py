"""Finds the title that an item of a plan belongs to, or makes it: exact name and year win, nothing is replaced."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from catalog.library.notes import Notes
from catalog.library.plan import Item, Kind
from catalog.models import MAX_NAME, LibraryFile, Title
from catalog.selectors import titles_kept
from catalog.services import episode_get_or_create
from catalog.services.extras import extra_create, extra_find, extra_get_or_create
from catalog.services.titles import film_or_show_create, trash_check
from playback.models import Video
from trendflix.core.errors import UserError

FILE = "file"


@dataclass(frozen=True, slots=True)
class Found:
    """A title, whether it was made for this, and whether its film may be replaced by another file."""

    title: Title
    is_new: bool = False
    may_replace: bool = False


def title_for(item: Item, notes: list[Notes], row: LibraryFile | None, owner: Title | None, digest: str) -> Found:
    """The title of an item: that of the row, if there is one; else by its names; else a new one, not published yet.

    A film whose title has another file already becomes an edition of it. Raises ``UserError`` where it has no place.
    """
    if row is not None and row.title is not None:
        trash_check(row.title)
        return Found(row.title, may_replace=True)
    if row is not None and row.state == LibraryFile.State.IMPORTED:
        raise UserError(gettext("its title was deleted; delete the file's row under Library files to import it again"))
    if item.kind == Kind.SHOW:
        return _film_or_show(item, notes)
    if item.kind == Kind.FILM:
        return _with_place(_film_or_show(item, notes), item, digest)
    if owner is None:
        raise UserError(gettext("what it belongs to was left out"))
    if item.kind == Kind.EPISODE:
        return _with_place(_episode(item, notes, owner), item, digest)
    return _extra(item, owner, digest)


def _film_or_show(item: Item, notes: list[Notes]) -> Found:
    kind = Title.Kind.SHOW if item.kind == Kind.SHOW else Title.Kind.FILM
    said = notes[0] if notes else Notes()
    name, year = (said.name or item.name)[:MAX_NAME].strip(), said.year or item.year
    for one, when in ((name, year), (item.name, item.year)):
        same = titles_kept().filter(kind=kind, name__iexact=one)
        same = same.filter(Q(year=when) | Q(year=None)) if when else same
        found = same.order_by("-year", "pk").filter(year=when).first() or same.order_by("pk").first()
        if one and found is not None:
            return Found(found)
    provenance = {"name": FILE, "year": FILE}
    return Found(film_or_show_create(kind, name, year, published=False, provenance=provenance), is_new=True)


def _episode(item: Item, notes: list[Notes], show: Title) -> Found:
    name = " / ".join(dict.fromkeys(one.name for one in notes if one.name)) or item.label
    numbers: dict[str, Any] = {"last": item.last, "published": False}
    title, is_new = episode_get_or_create(show, item.season or 0, item.number or 0, name[:MAX_NAME], **numbers)
    if is_new:
        Title.objects.filter(pk=title.pk).update(provenance={"name": FILE})
        title.provenance = {"name": FILE}
    return Found(title, is_new)


def _with_place(found: Found, item: Item, digest: str) -> Found:
    """``found``, or where that has another film, another edition of it."""
    if found.is_new or (sha256 := _sha256(found.title)) in ("", digest):
        return found
    same = Video.objects.filter(title__parent=found.title, title__kind=Title.Kind.EDITION, sha256=digest)
    known = same.filter(title__trashed__isnull=True).select_related("title").first() if sha256 else None
    if known is not None:
        return Found(known.title)
    return Found(extra_create(found.title, Title.Kind.EDITION, _free(found.title, item.label), published=False), True)


def _extra(item: Item, owner: Title, digest: str) -> Found:
    kind = Title.Kind.EDITION if item.kind == Kind.EDITION else Title.Kind.TRAILER
    there = extra_find(owner, kind, item.label)
    if there is not None and _sha256(there) not in ("", digest):
        return Found(extra_create(owner, kind, _free(owner, item.label), published=False), is_new=True)
    return Found(*extra_get_or_create(owner, kind, item.label, published=False))


def _free(parent: Title, label: str) -> str:
    """The name of an edition that no other has."""
    taken = {name.lower() for name in parent.extras.values_list("name", flat=True)}
    number, name = 2, label or gettext("Version %(number)s") % {"number": 2}
    while name.lower() in taken:
        number += 1
        name = f"{label} {number}" if label else gettext("Version %(number)s") % {"number": number}
    return name


def _sha256(title: Title) -> str:
    """The digest of a title's film; empty where it has none."""
    return Video.objects.filter(title=title).values_list("sha256", flat=True).first() or ""
