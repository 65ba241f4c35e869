"""On a site where one must sign in, no address that the resolver knows tells a stranger anything."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from pytest_django import Settings

from tests.clients import SiteClient

OPEN = ("accounts/", "api/v1/auth/", "i18n/", "favicon.ico")
"""Where one signs in and up, by page and by program; what language that is in."""
VALUES = (("uuid", "b58bd388-18ae-405a-a095-f79f8abf7080"), ("int", "1"), ("", "a"))
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SENDS_AWAY = {301, 302, 401, 403, 405}


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Every address, with something in the place of what changes."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield made(route)
        else:
            yield from routes(pattern.url_patterns, route)


def made(route: str) -> str:
    """An address of a route."""
    for kind, value in VALUES:
        route = re.sub(rf"<{kind}[^>]*>", value, route)
    return re.sub(r"\(\?P<\w+>[^)]*\)|[\^$\\]|\(\?:[^)]*\)\??", "", route)


CLOSED = sorted({route for route in routes() if not route.startswith(OPEN)})


def test_there_are_hundreds_of_them() -> None:
    assert len(CLOSED) > 300 and any("uploads" in route for route in CLOSED)


@pytest.mark.django_db
@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_is_sent_to_sign_in_wherever_they_ask(settings: Settings, method: str) -> None:
    settings.REQUIRE_LOGIN = True
    told = {}
    for route in CLOSED:
        answer = SiteClient().generic(method, f"/{route}", b"{}", "application/json")
        if answer.status_code not in SENDS_AWAY or not to_sign_in(answer):
            told[route] = answer.status_code, answer.get("Location", "")
    assert told == {}


def to_sign_in(answer: Any) -> bool:
    """Whether a redirect leads to the page for signing in, or to the desk's first, which leads there."""
    return answer.status_code in (401, 403, 405) or "login" in answer["Location"] or answer["Location"] == "/admin/"


@pytest.mark.django_db
def test_an_open_site_keeps_its_desk_closed(client: Client) -> None:
    desk = [route for route in CLOSED if route.startswith("admin/")]
    told = {route: SiteClient().get(f"/{route}").status_code for route in desk}
    assert {route: status for route, status in told.items() if status not in SENDS_AWAY} == {}
