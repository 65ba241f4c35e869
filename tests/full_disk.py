"""Full disks: small ones that can be filled, and a database which raises what SQLite and Django raise on one."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

READING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN")


def full_fault() -> OperationalError:
    """What a database that may not grow makes SQLite raise, wrapped as Django wraps it."""
    with closing(sqlite3.connect(":memory:")) as rows:
        rows.executescript("CREATE TABLE kept (words); PRAGMA max_page_count = 3;")
        return raised(rows, "INSERT INTO kept VALUES (zeroblob(100000))")


def raised(rows: sqlite3.Connection, statement: str) -> OperationalError:
    """The fault of a statement, wrapped as Django wraps it."""
    with pytest.raises(sqlite3.Error) as caught:
        rows.execute(statement)
    fault = OperationalError(*caught.value.args)
    fault.__cause__ = caught.value
    return fault


@contextmanager
def writing_fails(fault: Callable[[], Exception] = full_fault) -> Iterator[None]:
    """No statement that writes succeeds meanwhile; each raises what ``fault`` gives."""

    def execute(run: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip(" (").upper().startswith(READING):
            raise fault()
        return run(sql, params, many, context)

    with connection.execute_wrapper(execute):
        yield


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of some ``size`` (``2m``) at a folder; skips where this machine lets nobody mount one."""
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if mount is None or subprocess.run([mount, *options], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S607 - found where mount was


def fill(folder: Path) -> Path:
    """Take the last byte of a folder's disk; removing the file makes room again."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (2**20, 2**12, 1):
            try:
                while file.write(bytes(size)) == size:
                    pass
            except OSError:
                continue
    return filler
