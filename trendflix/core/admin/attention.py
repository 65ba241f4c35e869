"""What needs somebody's attention on the admin's first page; each app registers what it can tell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

MAX_COUNT = 100
"""Rows that are counted; of more the page says that there are more."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Some rows that wait for a person: what they are, how many (``MAX_COUNT`` at most), and the page that lists
    them.
    """

    words: str
    count: int
    address: str

    @property
    def is_more(self) -> bool:
        """Whether there may be more than were counted."""
        return self.count >= MAX_COUNT


Finder = Callable[[Any], Iterable[Attention]]
_finders: list[Finder] = []


def register_attention(finder: Finder) -> None:
    """Add a function from a user to what of an app waits for that person; it checks their permissions."""
    if finder not in _finders:
        _finders.append(finder)


def attention_for(user: Any) -> list[Attention]:
    """Everything that waits for this person, as the apps are ordered; what is empty is left out."""
    return [one for finder in _finders for one in finder(user) if one.count]


def counted(rows: QuerySet[Any]) -> int:
    """How many rows there are, ``MAX_COUNT`` at most; a query that stops there."""
    return len(rows.order_by().values_list("pk", flat=True)[:MAX_COUNT])
