"""Where a site keeps its rows and its messages: each pair of a database and a broker that this machine has."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from trendflix.core.errors import UserError

FILES = "filesystem://localhost//"


@dataclass(frozen=True, slots=True)
class Place:
    """A broker, and the database server that a database of its own is made on; empty: SQLite in the data folder."""

    broker: str
    server: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{'PostgreSQL' if self.server else 'SQLite'} and {self.broker.partition(':')[0]}"


def places(redis: str, postgres: str) -> list[Place]:
    """Every pair, the two that share nothing first; an empty address leaves a service out."""
    brokers = [FILES, *([redis] if redis else [])]
    servers = ["", *([postgres] if postgres else [])]
    pairs = [Place(broker, server) for server in servers for broker in brokers]
    return sorted(pairs, key=lambda one: (one.broker == FILES) != (one.server == ""))


@contextmanager
def taken(place: Place) -> Iterator[dict[str, str]]:
    """The variables of a site that lives there, on a database and a broker that hold nothing else; removed afterwards.

    Raises ``UserError`` where a service does not answer, or the broker's database holds something already.
    """
    with _broker(place.broker), _database(place.server) as database:
        yield {"CELERY_BROKER_URL": place.broker, "DATABASE_URL": database, "REDIS_URL": ""}


@contextmanager
def _broker(url: str) -> Iterator[None]:
    if url == FILES:
        yield
        return
    import redis

    with closing(redis.Redis.from_url(url)) as client:
        try:
            held = client.dbsize()
        except redis.RedisError as error:
            raise UserError(f"{url}: {error}") from error
        if held:
            raise UserError(f"{url}: this database of Redis is in use; name an empty one.")
        try:
            yield
        finally:
            client.flushdb()


@contextmanager
def _database(server: str) -> Iterator[str]:
    if not server:
        yield ""
        return
    name = f"bench_faults_{secrets.token_hex(4)}"
    _sql(server, f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    finally:
        _sql(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _sql(server: str, statement: str) -> None:
    import psycopg2  # type: ignore[import-untyped]  # it has no types

    try:
        with closing(psycopg2.connect(server)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
    except psycopg2.Error as error:
        raise UserError(f"{server}: {error}") from error
