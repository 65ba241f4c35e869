"""A database that can be read whatever the disk does."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from trendflix.core.held_database import database_hold


def _read(path: Path) -> None:
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("SELECT * FROM titles").fetchall()


def test_what_readers_need_beside_the_database_stays_between_their_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, beside = tmp_path / "site.sqlite3", tmp_path / "site.sqlite3-shm"
    with closing(sqlite3.connect(path)) as first:
        first.executescript("PRAGMA journal_mode=WAL; CREATE TABLE titles (name);")
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(path))
    _read(path)
    assert not beside.exists()
    held = database_hold()
    _read(path)
    assert held is not None and beside.exists()
    held.close()


def test_without_a_database_none_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))
    assert database_hold() is None and list(tmp_path.iterdir()) == []
