"""The kinds of garments, read from ``garments.toml``: the source of words for prompts, labels, search and training."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("garments.toml")
LISTS = ("prompts", "phrases", "photos", "labels", "synonyms")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of garment, finer than its category or the category itself; ``garments.toml`` explains the fields."""

    name: str
    category: str
    words: str
    prompts: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    statement: bool = False


def kinds_of(tables: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> Iterator[Kind]:
    """The kinds of tables category → kind → fields, in order. Raises ``TypeError`` for a field that there is not."""
    for category, kinds in tables.items():
        for name, fields in kinds.items():
            lists = {field: tuple(fields[field]) for field in LISTS if field in fields}
            yield Kind(name, category, **{**fields, **lists})


KINDS = tuple(kinds_of(tomllib.loads(FILE.read_text(encoding="utf-8"))))
KIND_CATEGORIES: Mapping[str, str] = {kind.name: kind.category for kind in KINDS}
"""Kind → its category."""
