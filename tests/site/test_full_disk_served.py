"""The site's own web server on a disk that is filled to the last byte, and emptied again."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.full_disk import fill, small_disk
from tests.sites import bench_made
from trendflix.bench.soak.browser import Browser, Counts
from trendflix.bench.stream import site_serve
from trendflix.bench.viewers import segments

PROGRESS = "/api/v1/titles/bench/progress/"
PAGES = (
    "/",
    "/browse/",
    "/title/bench/",
    "/search/?q=bench",
    "/shop/",
    "/my-list/",
    "/accounts/login/",
    "/api/v1/titles/",
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A site with a film on a disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder, "256m"):
        bench_made(folder)
        yield folder


def told(browser: Browser, position: float, number: int) -> str:
    """What the site answers to a player that says how far it is."""
    sent = {"position": position, "playback_session": "page", "sequence": number}
    return browser.send("PUT", PROGRESS, sent)


def test_films_play_what_cannot_be_kept_is_said_and_all_is_kept_again_with_room(disk: Path) -> None:
    counts = Counts()
    with site_serve(disk) as address:
        browser = Browser(urlsplit(address).port or 0, 1, counts)
        assert '"position":1.0' in told(browser, 1.0, 1)
        filler = fill(disk)
        for page in PAGES:
            browser.get(page)
        for url, span in segments(browser.get, "/watch/bench/")[:4]:
            browser.get(url, span)
        assert counts.troubles == {}
        assert "no room left" in told(browser, 2.0, 2)
        assert "no room left" in browser.form("/accounts/signup/", username="dora", password1="dora-password-1")
        assert counts.troubles == {f"507 PUT {PROGRESS}": 1, "507 POST /accounts/signup/": 1}
        assert '"position":1.0' in browser.get(PROGRESS)
        filler.unlink()
        assert '"position":2.0' in told(browser, 2.0, 3)
        browser.form("/accounts/signup/", username="dora", password1="dora-password-1")
        assert "dora" in browser.get("/account/")
        browser.close()
    assert sum(counts.troubles.values()) == 2
