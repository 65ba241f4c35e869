"""Who filled which field of a title: what a person typed is never overwritten by what machines read elsewhere."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from catalog.models import Title

PERSON = "person"
CHUNK = 1_000
FILLED = (
    "name",
    "original_name",
    "year",
    "tagline",
    "synopsis",
    "runtime",
    "certificate",
    "minimum_age",
    "poster",
    "backdrop",
    "still",
    "genres",
    "countries",
    "languages",
    "credits",
    "collections",
)
"""The fields that machines fill."""


def fields_lock(title: Title, names: Iterable[str]) -> None:
    """A person edited these fields of a title: they are that person's from now on. Others' names are ignored."""
    names = [name for name in names if name in FILLED]
    if not names or not title.pk:
        return
    with transaction.atomic():
        kept = Title.objects.select_for_update().filter(pk=title.pk).values_list("provenance", flat=True).first() or {}
        title.provenance = kept | dict.fromkeys(names, PERSON)
        Title.objects.filter(pk=title.pk).update(provenance=title.provenance)


def fields_lock_all(pks: Iterable[int], names: Iterable[str]) -> None:
    """The same of many titles at once, in one transaction of the caller's."""
    rows = list(Title.objects.select_for_update().filter(pk__in=pks).only("provenance").order_by("pk"))
    for row in rows:
        row.provenance |= dict.fromkeys(names, PERSON)
    Title.objects.bulk_update(rows, ["provenance"], batch_size=CHUNK)


def may_fill(title: Title, name: str, value: Any) -> bool:
    """Whether a machine may set a field that holds ``value`` now.

    Only where it is empty, or a machine filled it: a value that nobody accounts for is a person's. A field that a
    person emptied stays empty.
    """
    source = title.provenance.get(name, "")
    return source != PERSON and (is_lacking(value) or bool(source))


def is_lacking(value: Any) -> bool:
    """Whether a field holds nothing. A number is something, also an age rating of 0, which is for everybody."""
    return not value and (isinstance(value, bool) or not isinstance(value, int))
