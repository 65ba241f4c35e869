"""What a query asks of documents, free of any database's syntax: alternatives of clauses of terms."""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """The part of a document that must hold the terms."""

    MAIN = "main"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Term:
    """One token, or all tokens that begin with it. Tokens come from ``text`` and hold no ASCII punctuation."""

    token: str
    is_prefix: bool = False


Clause = tuple[Term, ...]
"""Any of these terms."""
Conjunction = tuple[Clause, ...]
"""All of these clauses."""


@dataclass(frozen=True, slots=True)
class Tier:
    """Documents that answer one of ``alternatives`` in ``field``: at most ``limit``, the highest ids first."""

    alternatives: tuple[Conjunction, ...]
    field: Field = Field.ALL
    limit: int = 200

    def __bool__(self) -> bool:
        return bool(self.alternatives) and all(one and all(one) for one in self.alternatives)


@dataclass(frozen=True, slots=True)
class KeyTier:
    """Documents whose ``key`` is the text, or begins with it."""

    key: str
    is_prefix: bool = False
    limit: int = 50

    def __bool__(self) -> bool:
        return bool(self.key)
