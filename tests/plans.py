"""How the database would answer a query: whether it reads a large table from end to end."""

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def scans(rows: QuerySet[Any, Any], *tables: str) -> list[str]:
    """The lines of a query's plan that read all of one of ``tables``; PostgreSQL is told to avoid it where it can.

    Small tables of a test are always cheapest to read whole, hence ``enable_seqscan``; what is left has no index.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = rows.explain()
    word = "Seq Scan on" if connection.vendor == "postgresql" else "SCAN"
    return [line for line in plan.splitlines() if word in line and any(table in line for table in tables)]
