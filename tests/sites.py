"""Data folders of sites that tests start from, each made once for all processes of a test run."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.db.backends.sqlite3.base import DatabaseWrapper

ROOT = Path(__file__).resolve().parent.parent
MAKING_SECONDS = 600


def environment(data: Path) -> dict[str, str]:
    """Variables of a site with a data folder: SQLite and the broker of files."""
    return {
        **os.environ,
        "TRENDFLIX_DATA": str(data),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "filesystem://localhost//",
        "TRENDFLIX_UPLOAD_CHUNK_BYTES": str(2**20),
        "TRENDFLIX_FEED_PRIVATE_HOSTS": "127.0.0.1",  # the tests' own shops
    }


def manage(data: Path, *commands: list[str]) -> None:
    """Run commands of the site whose data folder is given."""
    for words in commands:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=MAKING_SECONDS
        )
        assert done.returncode == 0, done.stderr


def migrated(data: Path) -> None:
    """Make a site with nothing in it."""
    manage(data, ["migrate", "-v0"], ["collectstatic", "-v0", "--no-input"])


def seeded(data: Path) -> None:
    """Make a site with the demo library."""
    copied("migrated", migrated, data)
    manage(data, ["seed_demo", "--wait"])


def copied(name: str, make: Callable[[Path], None], data: Path) -> Path:
    """Fill a data folder with a copy of ``TEST_SITES/name``, which is made first by whoever needs it first.

    Without ``TEST_SITES`` the folder itself is made.
    """
    if not (sites := os.environ.get("TEST_SITES")):
        make(data)
        return data
    kept = Path(sites) / name
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            half = kept.with_suffix(".half")
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir()
            make(half)
            half.rename(kept)
    shutil.copytree(kept, data, dirs_exist_ok=True)
    return data


def benched(data: Path) -> None:
    """Make what ``trendflix.bench.stream.site_make`` makes, beginning with a site with nothing in it."""
    from trendflix.bench.stream import site_make

    copied("migrated", migrated, data)
    site_make(data)


def bench_made(data: Path) -> None:
    """A site with one packaged film, as benches of the web make it."""
    copied("bench", benched, data)


def filled(connection: DatabaseWrapper) -> None:
    """Fill a test database in memory, at its first connection, with the tables of ``TEST_SITES/migrated``.

    Migrating it then finds nothing to do; it takes 10 s otherwise.
    """
    memory: sqlite3.Connection = connection.connection
    if memory.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
        return
    with tempfile.TemporaryDirectory() as scratch:
        site = copied("migrated", migrated, Path(scratch))
        with closing(sqlite3.connect(site / "trendflix.sqlite3")) as kept:
            kept.backup(memory)
