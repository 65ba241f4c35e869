"""Typed readers of environment variables that fail loudly.

Every reader takes the variable's name and a default; a value that does not parse raises
``ImproperlyConfigured`` with the name and the value. ``NAME_FILE`` may name a file that holds the value,
as container secrets do.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = "True", "False"
_ENGINES = {"postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql"}


def text(name: str, default: str = "") -> str:
    """The variable as it stands, or the content of the file that ``NAME_FILE`` names."""
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE={file!r} cannot be read: {error.strerror}") from error


def boolean(name: str, default: bool) -> bool:
    """``True`` or ``False``, spelt like that and no other way."""
    value = text(name, str(default))
    if value not in (_TRUE, _FALSE):
        raise ImproperlyConfigured(f"{name}={value!r} must be True or False")
    return value == _TRUE


def integer(name: str, default: int, *, least: int = 0) -> int:
    """A whole number not under ``least``."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} must be a whole number") from error
    if number < least:
        raise ImproperlyConfigured(f"{name}={value!r} must be {least} or more")
    return number


def fraction(name: str, default: float) -> float:
    """A number from 0 to 1."""
    value = text(name, str(default))
    try:
        number = float(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}={value!r} must be a number from 0 to 1") from error
    if not 0.0 <= number <= 1.0:
        raise ImproperlyConfigured(f"{name}={value!r} must be a number from 0 to 1")
    return number


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, without empty parts."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def path(name: str, default: Path) -> Path:
    """An absolute path; ``~`` is expanded."""
    return Path(text(name, str(default))).expanduser().resolve()


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name}={value!r} must be one of {', '.join(allowed)}")
    return value


def database(name: str, sqlite: Path) -> dict[str, Any]:
    """Django's settings for ``postgresql://user:password@host:port/name?option=value``; empty means SQLite.

    SQLite runs with a write-ahead log, IMMEDIATE transactions and a busy timeout, so that the site and
    its worker can write side by side.
    """
    url = text(name)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(sqlite),
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in _ENGINES or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": _ENGINES[parts.scheme],
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def secret(name: str, file: Path) -> str:
    """A secret from the environment, or one made on first use and kept in ``file`` (mode 600)."""
    value = text(name)
    if value:
        return value
    if not file.exists():
        from django.core.management.utils import get_random_secret_key

        file.parent.mkdir(parents=True, exist_ok=True)
        scratch = file.with_name(f"{file.name}.{os.getpid()}")
        scratch.touch(mode=0o600)
        scratch.write_text(get_random_secret_key(), encoding="utf-8")
        if not file.exists():
            scratch.rename(file)
        scratch.unlink(missing_ok=True)
    return file.read_text(encoding="utf-8").strip()
