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
_ORIGINS = {"google": "https://accounts.google.com", "github": "https://github.com"}
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


def mail(name: str) -> dict[str, Any]:
    """Django's settings for ``smtp://user:password@host:587`` (STARTTLS), ``smtps://…`` (TLS from the first byte),
    ``file:///folder`` (a file a mail) or ``console:``; empty means console.

    ``smtp://…?starttls=False`` sends in the clear, for a server on the same machine.
    """
    url = text(name)
    parts = urlsplit(url)
    backend = "django.core.mail.backends"
    if not url or parts.scheme == "console":
        return {"EMAIL_BACKEND": f"{backend}.console.EmailBackend"}
    if parts.scheme == "file" and parts.path:
        return {"EMAIL_BACKEND": f"{backend}.filebased.EmailBackend", "EMAIL_FILE_PATH": unquote(parts.path)}
    options = dict(parse_qsl(parts.query))
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or options.keys() - {"starttls"}:
        raise ImproperlyConfigured(f"{name} must look like smtp://user:password@host:587 or smtps://user:password@host")
    is_tls = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": f"{backend}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if is_tls else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": not is_tls and options.get("starttls", _TRUE) != _FALSE,
    }


def sign_in_providers(name: str) -> dict[str, dict[str, Any]]:
    """allauth's settings for ``google,github,openid_connect``: whose accounts people may sign in with.

    Each has ``NAME_GOOGLE_ID`` and ``NAME_GOOGLE_SECRET``; OpenID Connect also ``NAME_OPENID_CONNECT_SERVER`` (the
    issuer's address) and, for its button, ``NAME_OPENID_CONNECT_NAME``. ``settings`` of each holds the ``origin`` that
    people are sent to: ``NAME_PROVIDER_ORIGIN``, known of Google and GitHub.
    """
    return {provider: {"APPS": [_provider_app(f"{name}_{provider.upper()}", provider)]} for provider in words(name)}


def _provider_app(prefix: str, provider: str) -> dict[str, Any]:
    app: dict[str, Any] = {"client_id": text(f"{prefix}_ID"), "secret": text(f"{prefix}_SECRET"), "key": ""}
    if not provider.isidentifier() or not app["client_id"] or not app["secret"]:
        raise ImproperlyConfigured(f"{prefix}_ID and {prefix}_SECRET must be set")
    server = ""
    if provider == "openid_connect":
        server = text(f"{prefix}_SERVER")
        if not server.startswith(("https://", "http://")):
            raise ImproperlyConfigured(f"{prefix}_SERVER={server!r} must be the address of the issuer")
        app |= {"provider_id": "openid", "name": text(f"{prefix}_NAME", "OpenID"), "settings": {"server_url": server}}
    origin = text(f"{prefix}_ORIGIN", _ORIGINS.get(provider, "/".join(server.split("/")[:3])))
    if not origin:
        raise ImproperlyConfigured(f"{prefix}_ORIGIN must be set: scheme and host that people are sent to")
    app.setdefault("settings", {})["origin"] = origin
    return app


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
