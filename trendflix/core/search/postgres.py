"""Candidates by PostgreSQL's text search (chapter 12 of its manual) and pg_trgm."""

from collections.abc import Sequence

from django.db import connection

from trendflix.core.search.expressions import Conjunction, Field, KeyTier, Term, Tier
from trendflix.core.search.protocols import Index, Sql

COLUMNS = {Field.MAIN: "main_vector", Field.ALL: "all_vector"}


class PostgresSearch:
    """Generated ``tsvector`` columns with GIN indexes over tokens, and a pg_trgm index over spellings.

    Lexemes are made from our tokens directly, without PostgreSQL's parser, dictionaries or locale.
    """

    def tier(self, index: Index, tier: Tier | KeyTier, visible: Sql) -> Sql:
        """See ``SearchPort.tier``."""
        sql, params = visible
        if isinstance(tier, KeyTier):
            where, values = ("key LIKE %s", [f"{tier.key}%"]) if tier.is_prefix else ("key = %s", [tier.key])
        else:
            where, values = f"{COLUMNS[tier.field]} @@ %s::tsquery{fence(tier)}", [match(tier)]
        rows = f"SELECT {index.column} AS row_id FROM {index.table} WHERE {where}"
        text = f"SELECT row_id FROM ({rows}) AS doc WHERE EXISTS ({sql}) ORDER BY row_id DESC LIMIT {tier.limit}"
        return text, [*values, *params]

    def once(self, text: str) -> str:
        """See ``SearchPort.once``; without statistics a subquery of ``IN`` may be run again for each row."""
        return f"SELECT unnest(ARRAY({text}))"

    def spellings(
        self, table: str, parts: Sequence[str], letters: Sequence[str], lengths: tuple[int, int]
    ) -> list[str]:
        """See ``SearchPort.spellings``."""
        sql = (
            f"SELECT token FROM {table} WHERE token LIKE ANY (%s)"
            " OR (token LIKE ANY (%s) AND length(token) BETWEEN %s AND %s)"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [[f"%{part}%" for part in parts], [f"{one}%" for one in letters], *lengths])
            return [token for (token,) in cursor.fetchall()]


def fence(tier: Tier) -> str:
    """Keeps the planner from reading the whole table in the order of ids where a few documents hold several words.

    It takes words for independent of each other and so expects the limit to be reached early.
    """
    return " OFFSET 0" if all(len(one) > 1 for one in tier.alternatives) else ""


def match(tier: Tier) -> str:
    """A tier as a ``tsquery``; every token is a lexeme in quotes, so no word is an operator."""
    return " | ".join(f"({_conjunction(one)})" for one in tier.alternatives)


def _conjunction(clauses: Conjunction) -> str:
    return " & ".join(f"({' | '.join(_term(term) for term in clause)})" for clause in clauses)


def _term(term: Term) -> str:
    token = term.token.replace("\\", "\\\\").replace("'", "''")
    return f"'{token}'" + (":*" if term.is_prefix else "")
