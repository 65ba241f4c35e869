"""The site behind the nginx that is shipped, in each of its modes: real processes, real sockets."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.services import need
from tests.sites import bench_made
from trendflix.bench import nginx
from trendflix.bench.stream import site_serve

pytestmark = pytest.mark.worker
BEHIND = {"TRENDFLIX_SENDFILE": "x-accel", "TRENDFLIX_PROXIES": "1", "TRENDFLIX_HOSTS": "films.example.org"}
MODES = {
    "open": {},
    "https": {"TRENDFLIX_HTTPS": "True"},
    "closed": {"TRENDFLIX_REQUIRE_LOGIN": "True"},
}
CLIENT = {"Host": "films.example.org"}
BY_HTTPS = CLIENT | {"X-Forwarded-Proto": "https"}


class Site:
    """A site behind nginx; ``get`` does not follow redirects."""

    def __init__(self, address: str) -> None:
        self.netloc = urlsplit(address).netloc

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> http.client.HTTPResponse:
        """One request on a connection of its own, with the body of the answer in ``text``."""
        connection = http.client.HTTPConnection(self.netloc, timeout=20)
        connection.request(method, path, body or None, headers)
        response = connection.getresponse()
        response.text = response.read()  # type: ignore[attr-defined]
        connection.close()
        return response

    def get(self, path: str, **headers: str) -> http.client.HTTPResponse:
        """One page, asked for by a browser that came through a proxy with a certificate."""
        return self.ask("GET", path, BY_HTTPS | {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site with one film."""
    need(nginx.is_installed(), "nginx")
    folder = tmp_path_factory.mktemp("behind-nginx")
    bench_made(folder)
    return folder


@pytest.fixture(scope="module", params=list(MODES))
def mode(request: pytest.FixtureRequest) -> str:
    """How the site is run."""
    return str(request.param)


@pytest.fixture(scope="module")
def site(mode: str, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site in that mode, behind nginx."""
    with (
        site_serve(made, **BEHIND, **MODES[mode]) as address,
        nginx.nginx_before(address, made, tmp_path_factory.mktemp("nginx")) as front,
    ):
        yield Site(front)


def test_health_answers_by_any_name_without_https_and_without_signing_in(site: Site) -> None:
    for path in ("/healthz", "/readyz"):
        answer = site.ask("GET", path, {"Host": "localhost"})
        assert answer.status == 200, answer.text  # type: ignore[attr-defined]
    assert json.loads(answer.text)["checks"]["database"] == "ok"  # type: ignore[attr-defined]


def test_a_page_asked_for_by_https_is_answered_and_not_redirected_to_itself(site: Site, mode: str) -> None:
    answer = site.get("/")
    assert (answer.status, answer.getheader("Location", "")) == (
        (302, "/accounts/login/?next=/") if mode == "closed" else (200, "")
    )


def test_plain_http_is_redirected_where_https_is_on_and_nowhere_else(site: Site, mode: str) -> None:
    answer = site.ask("GET", "/accounts/login/", CLIENT)
    location = answer.getheader("Location")
    assert (answer.status, location) == (
        (301, "https://films.example.org/accounts/login/") if mode == "https" else (200, None)
    )


def test_an_unknown_host_is_refused(site: Site) -> None:
    assert site.get("/", Host="elsewhere.example.org").status == 400


def test_static_files_come_from_nginx_and_are_kept(site: Site, made: Path) -> None:
    name = json.loads((made / "static" / "staticfiles.json").read_text())["paths"]["css/base.css"]
    answer = site.get(f"/static/{name}")
    assert answer.status == 200 and "immutable" in answer.getheader("Cache-Control", "")


def test_a_film_plays_in_ranges_through_nginx_unless_the_site_is_closed(site: Site, mode: str) -> None:
    page = site.get("/watch/bench/")
    if mode == "closed":
        assert page.status == 302 and site.get("/stream/token/hls/a/0.m4s").status == 403
        return
    cookie = page.getheader("Set-Cookie", "").split(";")[0]
    start = page.text.decode().split('"progressive": "')[1].split('"')[0]  # type: ignore[attr-defined]
    part = site.get(start, Cookie=cookie, Range="bytes=0-99")
    assert part.status == 206 and len(part.text) == 100, start  # type: ignore[attr-defined]
    assert part.getheader("Content-Range", "").startswith("bytes 0-99/") and "private" in part.getheader(
        "Cache-Control", ""
    )
    assert site.get(start).status == 404  # without the cookie that the page came with


def test_nobody_reaches_the_files_past_the_site(site: Site, made: Path) -> None:
    inside = next((made / "media").rglob("*.m4s")).relative_to(made / "media")
    for path in (
        f"/protected/{inside}",
        f"/static/../media/{inside}",
        f"/static/%2e%2e/media/{inside}",
        "/static../media",
    ):
        assert site.get(path).status in (302, 400, 404), path


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/api/v1/titles/bench/progress/"])
def test_a_body_over_a_mebibyte_is_refused_outside_of_the_admin(site: Site, path: str) -> None:
    answer = site.ask("POST", path, BY_HTTPS | {"Content-Type": "application/json"}, b"x" * (2**20 + 1))
    assert answer.status == 413


def test_secure_cookies_and_hsts_come_with_https(site: Site, mode: str) -> None:
    answer = site.get("/accounts/login/")
    assert ("Secure" in answer.getheader("Set-Cookie", "")) is (mode == "https")
    assert (answer.getheader("Strict-Transport-Security") is not None) is (mode == "https")
