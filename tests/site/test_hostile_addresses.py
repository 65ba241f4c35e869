"""Every address with values that no page of ours sends: answered with something else than an error of the server."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDict
from rest_framework.throttling import SimpleRateThrottle

from catalog.models import Title
from playback.models import Video
from playback.streaming.access import stream_url
from tests.clients import SiteClient
from tests.site.profiles.test_every_address import routes
from tests.site.test_visibility import played
from trendflix.accounts.visitors import visitor_of_user

pytestmark = pytest.mark.django_db
NUMBERS = [str(2**63), str(2**70), "9" * 400]
TEXTS = ["%00", "a%00b", "%ff%fe", "%ED%A0%80", quote("x" * 300), quote("ä" * 5000), "..%2F..%2Fetc%2Fpasswd", *NUMBERS]
QUERY = [*TEXTS, "-1", "0", "nan", "inf", "1e400", "%F0%9F%91%97", "%27%22%3E%3C", "2001-99-99", "%5B%5D"]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SHARES = 3
"""Each name in a query gets every third value, and its neighbours the others: all of them take minutes."""
FIELDS = b'{"position": 1e999, "t": "\\u0000", "words": "\\ud800", "box": [null], "name": "\\u0000"}'
BODIES = [b"", b"{", b"[]", FIELDS]
DIGITS = "9" * 5000
MARK = re.compile(r"<(?:(\w+):)?\w+>")


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch, carol: User) -> SiteClient:
    """The administrator, whom every page lets in, as often as they like; a film is there."""
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda *args: True)
    played(Title.objects.create(name="Harbour Film", slug="harbour"))
    browser = SiteClient(raise_request_exception=False)
    browser.force_login(carol)
    return browser


def hostile(route: str) -> Iterator[str]:
    """The route with hostile values, the same kind in all of its places."""
    if not MARK.search(route):
        return
    for number, text in zip(NUMBERS * len(TEXTS), TEXTS, strict=False):
        put = {"int": number, "uuid": "00000000-0000-0000-0000-000000000000"}
        yield "/" + MARK.sub(lambda mark, put=put, text=text: put.get(mark[1] or "", text), route)  # type: ignore[misc]


def ordinary(route: str) -> str:
    """The route with values that exist, as far as the film has them."""
    put = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000000", "uslug": "harbour"}
    return "/" + MARK.sub(lambda mark: put.get(mark[1] or "", "x"), route)


def plain(route: str) -> bool:
    """Whether a route is no regular expression."""
    return not any(sign in route for sign in "^$(?\\")


def read_names(monkeypatch: pytest.MonkeyPatch, browser: SiteClient, url: str) -> set[str]:
    """The names that answering an address looks up in its query."""
    names: set[str] = set()
    with monkeypatch.context() as patch:
        for method in ("__getitem__", "getlist"):
            real = getattr(MultiValueDict, method)

            def noting(self: Any, key: Any, *args: Any, real: Any = real, **named: Any) -> Any:
                if isinstance(self, QueryDict):
                    names.add(str(key))
                return real(self, key, *args, **named)

            patch.setattr(MultiValueDict, method, noting)
        browser.get(url)
    return names


ROUTES = sorted(set(filter(plain, routes())))


@pytest.mark.parametrize("route", [route for route in ROUTES if MARK.search(route)])
def test_hostile_values_in_an_address_are_no_error_of_the_server(visitor: SiteClient, route: str) -> None:
    for number, url in enumerate(hostile(route)):
        for method in ("GET", METHODS[1 + number % 4]):
            answer = visitor.generic(method, url, b"{}", content_type="application/json")
            assert answer.status_code < 500, (method, url[:200])


@pytest.mark.parametrize("route", ROUTES)
def test_hostile_values_in_a_query_are_no_error_of_the_server(
    visitor: SiteClient, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    url = ordinary(route)
    for number, name in enumerate(sorted(read_names(monkeypatch, visitor, url)), start=len(route)):
        for value in QUERY[number % SHARES :: SHARES]:
            answer = visitor.get(f"{url}?{quote(name)}={value}")
            assert answer.status_code < 500, (url, name, value[:200])


@pytest.mark.parametrize("route", [route for route in ROUTES if route.startswith("api/")])
def test_hostile_bodies_are_no_error_of_the_server(visitor: SiteClient, route: str) -> None:
    for method in METHODS[1:]:
        for body in BODIES:
            answer = visitor.generic(method, ordinary(route), body, content_type="application/json")
            assert answer.status_code < 500, (method, route, body)


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=str))
def test_hostile_values_in_the_admin_are_no_error_of_the_server(visitor: SiteClient, model: Any) -> None:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    for page in ("change", "delete", "history"):
        for value in (*NUMBERS, "\0", "x" * 300, "nan"):
            try:
                url = reverse(f"{name}_{page}", args=[value])
            except NoReverseMatch:
                continue
            assert visitor.get(url).status_code < 500, url[:200]
    for number, key in enumerate(("q", "p", "o", "id__exact", "pk__in", "all", "e", "code", "name__exact", "slug")):
        for value in ("%00", "%ED%A0%80", *NUMBERS)[number % SHARES :: SHARES]:
            answer = visitor.get(f"{reverse(f'{name}_changelist')}?{key}={value}")
            assert answer.status_code < 500, (key, value[:200])


@pytest.mark.parametrize(
    "value", ["bytes=" + "9" * 5000 + "-", "bytes=0-" + "9" * 5000, "bytes=-" + "9" * 5000, "bytes=\0-"]
)
def test_ranges_of_thousands_of_digits_are_no_error_of_the_server(visitor: SiteClient, value: str) -> None:
    address = stream_url(Video.objects.get(), visitor_of_user(User.objects.get()), "hls/k/0.m4s")
    assert visitor.get(address).status_code == 200
    assert visitor.get(address, headers={"range": value}).status_code in (200, 206, 416)
