"""What a database's full text search offers, whatever its vendor."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from trendflix.core.search.expressions import KeyTier, Tier
from trendflix.core.search.models import Document, Spelling

Sql = tuple[str, list[Any]]
"""A statement and the values of its placeholders."""


@dataclass(frozen=True, slots=True)
class Index:
    """One kind of documents and, where misspelt words are corrected, its spellings."""

    documents: type[Document]
    spellings: type[Spelling] | None = None

    @property
    def table(self) -> str:
        """The documents' table."""
        return self.documents._meta.db_table

    @property
    def column(self) -> str:
        """The column that holds the row's id."""
        return str(self.documents._meta.pk.column)


class SearchPort(Protocol):
    """Candidates of a query. The answers are sets that do not depend on the vendor."""

    def tier(self, index: Index, tier: Tier | KeyTier, visible: Sql) -> Sql:
        """A SELECT of the ids of one tier; ``visible`` is a correlated SELECT, see ``candidates``."""
        ...

    def once(self, text: str) -> str:
        """A SELECT of ids so that it is evaluated once, whatever the planner takes the sizes of tables for."""
        ...

    def spellings(
        self, table: str, parts: Sequence[str], letters: Sequence[str], lengths: tuple[int, int]
    ) -> list[str]:
        """Tokens of a ``Spelling``'s table with one of the ``parts`` (three letters each), or that begin with one of
        the ``letters`` and have a length in ``lengths``.
        """
        ...
