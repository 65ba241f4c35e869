"""Rows that are made once for all tests of a module, and tables that a test may migrate."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker


@contextmanager
def rows_kept(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Rows made within it go at its end; what a test changes meanwhile goes with the test.

    For fixtures of a module, after ``django_db_setup``; its tests must not ask for transactions of their own.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def tables_kept() -> Iterator[None]:
    """Tables that are migrated meanwhile are as before at the end, with their rows."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
        return
    with closing(sqlite3.connect(":memory:")) as before:
        connection.connection.backup(before)
        yield
        before.backup(connection.connection)
