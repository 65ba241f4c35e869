"""The port that a database's full text search stands behind; one instance a vendor."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

from trendflix.core.search.expressions import KeyTier, Tier
from trendflix.core.search.postgres import PostgresSearch
from trendflix.core.search.protocols import Index, SearchPort, Sql
from trendflix.core.search.sqlite import SqliteSearch

MAX_PENDING = 200
"""Rows without a document that a search reads as they are; the newest."""
PENDING_LOOKED_AT = 5 * MAX_PENDING
"""Rows without a document of which it is asked who may see them."""


def port() -> SearchPort:
    """The port of the site's database."""
    return PostgresSearch() if connection.vendor == "postgresql" else SqliteSearch()


def candidates(
    index: Index, tiers: Sequence[Tier | KeyTier], visible: models.QuerySet[Any], limit: int, pending: int = MAX_PENDING
) -> RawSQL:
    """For ``pk__in=…``: ids of visible rows whose documents answer a tier, and ``pending`` rows without a document.

    Tiers are read in order until ``limit`` ids are found; what may not be seen takes no place among them. One
    statement, whose work is bounded by the tiers' limits. At least one tier, or ``pending``, must ask for something.
    """
    own = RawSQL("doc.row_id", [])
    seen = _sql(visible.order_by().filter(pk=own).values("pk"))
    parts = [port().tier(index, tier, seen) for tier in tiers if tier]
    if pending:
        parts.insert(0, _waiting(visible.model, seen, pending))
    text = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS tier{number}" for number, (sql, _) in enumerate(parts))
    params = [value for _, values in parts for value in values]
    return RawSQL(port().once(f"SELECT * FROM ({text}) AS tiers LIMIT {limit}"), params)


def _waiting(model: type[models.Model], seen: Sql, limit: int) -> Sql:
    """A SELECT of the ids of the newest visible rows without a document.

    They are found by their own index first and then asked for one by one, whatever a planner thinks of the numbers.
    """
    newest = model._default_manager.filter(search_pending=True).order_by("-pk").values("pk")[:PENDING_LOOKED_AT]
    (sql, values), (visible, params) = _sql(newest), seen
    rows = f"SELECT waiting.pk AS row_id FROM ({sql}) AS waiting"
    text = f"SELECT row_id FROM ({rows}) AS doc WHERE EXISTS ({visible}) ORDER BY row_id DESC LIMIT {limit}"
    return text, [*values, *params]


def _sql(rows: models.QuerySet[Any, Any]) -> Sql:
    sql, params = rows.query.sql_with_params()
    return sql, list(params)
