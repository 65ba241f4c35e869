"""Removes pictures that no row shows any more."""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.db.models import Model

from catalog.models import Collection, Person, Title

SHOWN: tuple[tuple[type[Model], str], ...] = (
    (Title, "poster"),
    (Title, "backdrop"),
    (Title, "still"),
    (Collection, "backdrop"),
    (Person, "photo"),
)
"""The fields that name a public picture."""


def pictures_of(row: Model) -> list[str]:
    """The storage's names of the pictures of a row."""
    fields = [field for model, field in SHOWN if isinstance(row, model)]
    return [picture.name for field in fields if (picture := getattr(row, field))]


def is_shown(name: str) -> bool:
    """Whether a row names a picture of the storage; one indexed query a field."""
    return any(model._default_manager.filter(**{field: name}).exists() for model, field in SHOWN)


def pictures_remove(names: Iterable[str]) -> None:
    """Remove posters, backdrops, stills and photographs that no row names; ``names`` are those of the storage."""
    for name in filter(None, names):
        if not is_shown(name):
            default_storage.delete(name)
