"""Settings that are the same for every site: what pages may load, and how processes log."""

from collections.abc import Iterable
from typing import Any

from csp.constants import NONE, SELF

_CSP = {
    "default-src": [SELF],
    "script-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF, "data:"],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
    "worker-src": [SELF, "blob:"],
    "connect-src": [SELF],
    "object-src": [NONE],
    "base-uri": [SELF],
    "frame-ancestors": [NONE],
}


def csp(form_targets: Iterable[str] = ()) -> dict[str, Any]:
    """Directives of ``Content-Security-Policy``: everything is the site's own, nothing is inline.

    ``form_targets`` are origins that a form may lead to: browsers apply ``form-action`` to redirects of answers, too.
    """
    return _CSP | {"form-action": [SELF, *form_targets]}


def logging_to_console(level: str) -> dict[str, Any]:
    """Django's ``LOGGING``: lines on standard error, from ``level`` on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "trendflix.core.redaction.RedactingFormatter",
                "fmt": "{asctime} {levelname} {name}: {message}",
                "style": "{",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "faiss": {"level": "WARNING"},
            "transformers": {"level": "ERROR"},
            "urllib3": {"level": "WARNING"},
            # a line of each request says so anyway: no traceback for whatever strangers send
            **dict.fromkeys(("django.security.UploadRefused", "django.security.DisallowedHost"), {"level": "CRITICAL"}),
        },
    }


def broker_options(visibility_seconds: int) -> dict[str, Any]:
    """Celery's options of a Redis broker: what sends a message gives up within seconds where nothing answers.

    kombu would try for ever otherwise, and a form that enqueues a job would never be answered.
    """
    return {
        "visibility_timeout": visibility_seconds,
        "socket_connect_timeout": 2.0,
        "max_retries": 1,
        "interval_start": 0.0,
        "interval_step": 0.1,
    }
