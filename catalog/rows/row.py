"""What a row is: first keys of titles, then the titles."""

from dataclasses import dataclass, field, replace
from typing import Any

from catalog.models import HomeRow

Kind = HomeRow.Kind


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the home page.

    ``keys`` are those of films and shows, best first. ``is_choice``: made for this person, and so never of what
    stands in another row. ``is_waiting``: of what cannot be played yet. ``extra`` has what a source says of single
    titles, by key, for its own cards.
    """

    kind: str
    name: str
    keys: list[int]
    slug: str = ""
    url: str = ""
    is_choice: bool = False
    is_waiting: bool = False
    extra: dict[int, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Names the row on the page: ``new``, ``genre-drama``."""
        return f"{self.kind}-{self.slug}" if self.slug else self.kind

    def of(self, keys: list[int]) -> "Row":
        """The same row with other titles."""
        return replace(self, keys=keys)
