"""A database that others hold for longer than a request waits: 503, in words, and nothing of a traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError

from catalog.models import Title
from tests.clients import SiteClient
from tests.full_disk import raised, writing_fails
from tests.site.test_error_pages import has_the_sites_look
from tests.site.test_visibility import played
from trendflix.core.held_rows import is_held

pytestmark = pytest.mark.django_db


class Deadlock(Exception):
    """As psycopg2 tells of one."""

    pgcode = "40P01"


def locked_fault(folder: Path) -> OperationalError:
    """What SQLite raises where another connection writes, wrapped as Django wraps it."""
    path = folder / "held.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as holder, closing(sqlite3.connect(path, 0)) as other:
        holder.execute("BEGIN IMMEDIATE")
        return raised(other, "BEGIN IMMEDIATE")


def test_people_are_told_on_a_page(alice: User, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    browser = SiteClient(raise_request_exception=False)
    with writing_fails(lambda: locked_fault(tmp_path)):
        answer = browser.post("/accounts/login/", {"login": "alice", "password": "alice-password"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert has_the_sites_look(answer) and b"The server is busy" in answer.content
    (record,) = [one for one in caplog.records if one.name == "django.request"]
    assert record.getMessage() == "503 to POST /accounts/login/: database is locked" and record.exc_info is None


def test_programs_are_told_in_json(tmp_path: Path) -> None:
    played(Title.objects.create(name="Harbour Film", slug="harbour"))
    browser = SiteClient(raise_request_exception=False)
    with writing_fails(lambda: locked_fault(tmp_path)):
        answer = browser.put("/api/v1/titles/harbour/progress/", {"position": 1.0}, "application/json")
    assert answer.status_code == 503 and "busy" in answer.json()["detail"]


def test_postgresql_says_it_in_its_codes(tmp_path: Path) -> None:
    assert is_held(Deadlock()) and is_held(locked_fault(tmp_path))
    assert not is_held(OperationalError("no such table")) and not is_held(ValueError())
