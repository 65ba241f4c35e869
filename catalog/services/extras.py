"""Writes trailers and editions: titles of their own that are reached through another."""

from django.db import transaction
from django.utils.translation import gettext

from catalog.models import Title
from catalog.services.titles import name_check, title_create
from trendflix.core.errors import UserError

NAMES = {Title.Kind.TRAILER: "Trailer", Title.Kind.EDITION: "Edition"}


def parent_check(parent: Title, kind: Title.Kind) -> None:
    """Raise ``UserError`` where a title cannot have a trailer or an edition."""
    if parent.kind in Title.OF_A_PARENT:
        is_trailer = parent.kind == Title.Kind.TRAILER
        told = (
            gettext("%(name)s is a trailer itself; name the title that it belongs to.")
            if is_trailer
            else gettext("%(name)s is an edition itself; name the title that it belongs to.")
        )
        raise UserError(told % {"name": parent.name})
    if kind == Title.Kind.EDITION and parent.kind == Title.Kind.SHOW:
        raise UserError(gettext("%(name)s is a show; editions are of films and episodes.") % {"name": parent.name})


def extra_create(parent: Title, kind: Title.Kind, name: str = "", *, published: bool = True) -> Title:
    """A new trailer or edition (``Director's cut``) of a film, an episode or, a trailer, of a show."""
    parent_check(parent, kind)
    name = name_check(name.strip() or NAMES[kind])
    fields = {"kind": kind, "name": name, "parent": parent, "published": published}
    return title_create(f"{parent.slug} {name}", **fields)


@transaction.atomic
def extra_get_or_create(
    parent: Title, kind: Title.Kind, name: str = "", *, published: bool = True
) -> tuple[Title, bool]:
    """The trailer or edition of that name, made when there is none."""
    found = extra_find(parent, kind, name)
    return (found, False) if found else (extra_create(parent, kind, name, published=published), True)


def extra_find(parent: Title, kind: Title.Kind, name: str = "") -> Title | None:
    """The trailer or edition of that name, if there is one."""
    same = parent.extras.filter(kind=kind, name__iexact=name.strip() or NAMES[kind])
    return same.filter(trashed__isnull=True).first()
