"""Keeps secrets out of the logs: what opens a film, an account or a service is shortened in every line."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

HIDDEN = "[hidden]"
RULES = (
    # Addresses that work by themselves: films, links of mails.
    re.compile(r"(/stream/)[^/\s\"'?]+"),
    re.compile(r"(/accounts/(?:password/reset/key|confirm-email|invitation|restore)/)[^/\s\"'?]+"),
    # Headers.
    re.compile(r"(?i)(\b(?:bearer|basic)\s+)[\w.~+/=-]{6,}"),
    re.compile(r"(?i)(\b(?:cookie|x-csrftoken)['\"]?\s*[:=]\s*['\"]?)[^'\"\r\n]+"),
    # Fields of forms and queries, and the same in dictionaries.
    re.compile(
        r"(?i)(\b\w*(?:password|passwd|secret|token|api_?key|sessionid|pin)\b['\"]?\s*[:=]\s*['\"]?)(?!\[hidden\])[^&\s\"',;)}]+"
    ),
    # Passwords in addresses of databases, brokers and feeds.
    re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/:@]*:)[^\s/@]+(?=@)"),
)


def redact(text: str) -> str:
    """The text with ``[hidden]`` in place of each secret."""
    for rule in RULES:
        text = rule.sub(rf"\g<1>{HIDDEN}", text)
    return text


class RedactingFormatter(logging.Formatter):
    """Writes lines, tracebacks among them, without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without secrets."""
        return redact(super().format(record))


class GunicornLogger(Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's logs, of requests among them, without secrets."""

    def setup(self, cfg: Any) -> None:
        """Give each of gunicorn's handlers a formatter that hides secrets."""
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                known = handler.formatter
                handler.setFormatter(RedactingFormatter(known._fmt, known.datefmt) if known else RedactingFormatter())
