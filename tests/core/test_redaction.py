"""No secret reaches a log."""

import logging
import logging.config
from io import StringIO
from types import SimpleNamespace

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]

from trendflix.core.policy import logging_to_console
from trendflix.core.redaction import GunicornLogger, redact
from trendflix.site.supervisor import site_command

SECRET = "s3cr3t-Value_of.somebody"


@pytest.mark.parametrize(
    "line",
    [
        f"GET /stream/{SECRET}/hls/k/0.m4s HTTP/1.1",
        f"Not Found: /stream/{SECRET}",
        f"GET /accounts/password/reset/key/{SECRET}/",
        f"GET /accounts/confirm-email/{SECRET}/",
        f"GET /accounts/invitation/{SECRET}/",
        f"GET /accounts/restore/{SECRET}/",
        f"Authorization: Bearer {SECRET}",
        f"authorization: basic {SECRET}",
        f"POST /accounts/login/?login=a&password={SECRET}&next=/",
        f"{{'new_password': '{SECRET}', 'login': 'a'}}",
        f"pin={SECRET}",
        f"?api_key={SECRET}&token={SECRET}",
        f"Cookie: sessionid={SECRET}; csrftoken={SECRET}",
        f"postgresql://trendflix:{SECRET}@db:5432/trendflix does not answer",
        f"redis://:{SECRET}@redis:6379/0",
        f"https://shop:{SECRET}@feeds.example/feed.xml: 403",
    ],
)
def test_a_secret_is_hidden(line: str) -> None:
    shown = redact(line)
    assert SECRET not in shown and "[hidden]" in shown


@pytest.mark.parametrize(
    "line",
    [
        "GET /title/harbour/ HTTP/1.1",
        "job 7 waits for the reaper: the broker did not answer",
        "https://shop.example/feed.xml: 404",
        "the bearer of bad news spins a pin",
        "postgresql://localhost:5432/trendflix",
    ],
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert redact(line) == line


def test_tracebacks_and_arguments_of_the_sites_own_log_are_covered() -> None:
    kept = logging_to_console("INFO")
    kept["handlers"]["console"]["stream"] = told = StringIO()
    kept |= {"root": {}, "loggers": {"tests.redaction": {"handlers": ["console"], "level": "INFO"}}}
    logging.config.dictConfig(kept)
    log = logging.getLogger("tests.redaction")
    log.warning("Not Found: %s", f"/stream/{SECRET}/x")
    try:
        raise ValueError(f"password={SECRET}")
    except ValueError:
        log.exception("failed")
    assert "Traceback" in told.getvalue() and "/stream/[hidden]/x" in told.getvalue()
    assert SECRET not in told.getvalue()


def test_the_log_of_requests_is_covered() -> None:
    command = site_command("127.0.0.1", 8000)
    assert command[command.index("--logger-class") + 1] == "trendflix.core.redaction.GunicornLogger"
    settings = Config()
    settings.set("accesslog", "-")
    log = GunicornLogger(settings)
    (handler,) = log.access_log.handlers
    handler.setStream(told := StringIO())
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": f"/stream/{SECRET}/0.m4s", "SERVER_PROTOCOL": "HTTP/1.1"}
    answer = SimpleNamespace(status="200 OK", sent=1, headers=[])
    request = SimpleNamespace(headers=[("AUTHORIZATION", f"Bearer {SECRET}")])
    from datetime import timedelta

    log.access(answer, request, environ, timedelta(seconds=1))
    assert "/stream/[hidden]/0.m4s" in told.getvalue() and SECRET not in told.getvalue()
