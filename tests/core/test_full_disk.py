"""A full disk is known by whatever says so: the system, SQLite, PostgreSQL."""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError

from tests.full_disk import full_fault
from trendflix.core import full_disk
from trendflix.core.errors import DiskFull, disk_full
from trendflix.core.full_disk import has_room, is_disk_full
from trendflix.jobs.errors import is_transient, reason_of


def _unclear() -> sqlite3.Error:
    try:
        sqlite3.connect("/nowhere/rows.sqlite3")
    except sqlite3.Error as error:
        return error
    raise AssertionError("it was opened")


class _Postgres(Exception):
    pgcode = "53100"


def test_the_system_sqlite_and_postgresql_say_so() -> None:
    for fault in (OSError(errno.ENOSPC, "full"), OSError(errno.EDQUOT, "quota"), full_fault(), _Postgres()):
        assert is_disk_full(fault)
        assert is_disk_full(DatabaseError()) is False and is_disk_full(OSError(errno.EACCES, "no")) is False


def test_what_caused_a_fault_is_looked_at_too() -> None:
    outer = DatabaseError("wrapped")
    outer.__cause__ = _Postgres()
    assert is_disk_full(outer)


def test_what_sqlite_leaves_open_is_decided_by_trying(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_disk_full(_unclear())
    monkeypatch.setattr(full_disk, "has_room", lambda folder: False)
    assert is_disk_full(_unclear())


def test_a_disk_has_room_unless_it_says_that_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert has_room(tmp_path) and has_room(tmp_path / "missing")

    def full(**named: object) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    assert not has_room(tmp_path)


def test_a_job_says_it_in_words_and_is_tried_again() -> None:
    fault = full_fault()
    assert is_transient(fault)
    assert reason_of(fault) == "the disk is full: No space left on device; make room and try again."


def test_what_says_it_in_words_already_is_left_as_it_is() -> None:
    told = DiskFull("film.mp4: the disk is full")
    assert disk_full(told) is told and disk_full(ValueError()) is None
