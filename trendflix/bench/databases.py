"""A database of its own for a site that a bench makes, on the server that this site uses."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote
from uuid import uuid4

from django.db import connection


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a new, empty PostgreSQL database, removed at the end; "" where this site has SQLite."""
    if connection.vendor != "postgresql":
        yield ""
        return
    name = f"bench_{uuid4().hex[:12]}"
    quoted = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {quoted}")
    try:
        yield _address(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted} WITH (FORCE)")


def _address(name: str) -> str:
    """The site's own address with another database."""
    known = connection.settings_dict
    password = f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else ""
    place = f"{known['HOST'] or '127.0.0.1'}:{known['PORT'] or 5432}"
    return f"postgresql://{quote(known['USER'], safe='')}{password}@{place}/{name}"
