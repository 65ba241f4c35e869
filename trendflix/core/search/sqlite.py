"""Candidates by SQLite's FTS5 (https://sqlite.org/fts5.html)."""

from collections.abc import Sequence

from django.db import connection

from trendflix.core.search.expressions import Conjunction, Field, KeyTier, Term, Tier
from trendflix.core.search.protocols import Index, Sql

LAST_CHARACTER = "\U0010ffff"


class SqliteSearch:
    """FTS5 over the tokens of documents, and with the trigram tokenizer over spellings.

    A match is read in descending order of row ids and ends at its limit, so a word that every document holds is cheap.
    """

    def tier(self, index: Index, tier: Tier | KeyTier, visible: Sql) -> Sql:
        """See ``SearchPort.tier``."""
        sql, params = visible
        if isinstance(tier, KeyTier):
            end = tier.key + LAST_CHARACTER if tier.is_prefix else tier.key
            rows = f"SELECT {index.column} AS row_id FROM {index.table} WHERE key BETWEEN %s AND %s"
            values = [tier.key, end]
        else:
            rows = f"SELECT rowid AS row_id FROM {index.table}_fts WHERE {index.table}_fts MATCH %s"
            values = [match(tier)]
        text = f"SELECT row_id FROM ({rows}) AS doc WHERE EXISTS ({sql}) ORDER BY row_id DESC LIMIT {tier.limit}"
        return text, [*values, *params]

    def once(self, text: str) -> str:
        """See ``SearchPort.once``; SQLite makes a table of such a subquery."""
        return text

    def spellings(
        self, table: str, parts: Sequence[str], letters: Sequence[str], lengths: tuple[int, int]
    ) -> list[str]:
        """See ``SearchPort.spellings``."""
        chosen = " OR ".join(quoted(part) for part in parts)
        sql = (
            f"SELECT token FROM {table} WHERE id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH %s)"
            + f" UNION SELECT token FROM {table} WHERE token BETWEEN %s AND %s AND length(token) BETWEEN %s AND %s"
            * len(letters)
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [chosen, *(one for at in letters for one in (at, at + LAST_CHARACTER, *lengths))])
            return [token for (token,) in cursor.fetchall()]


def match(tier: Tier) -> str:
    """A tier as an FTS5 query; every token is a string in quotes, so no word is an operator."""
    text = " OR ".join(f"({_conjunction(one)})" for one in tier.alternatives)
    return f"{{main}} : ({text})" if tier.field == Field.MAIN else text


def _conjunction(clauses: Conjunction) -> str:
    return " AND ".join(f"({' OR '.join(_term(term) for term in clause)})" for clause in clauses)


def _term(term: Term) -> str:
    return quoted(term.token) + ("*" if term.is_prefix else "")


def quoted(token: str) -> str:
    """A token as an FTS5 string."""
    return '"' + token.replace('"', '""') + '"'
