"""The colours of a packaged film as Chromium shows them. Needs no site: the page and the film are handed to it."""

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser

from tests.fidelity import package
from tests.odd_pictures import CARD, coded, rgb

pytestmark = pytest.mark.browser
NEAR = 3
LOOK = """async (columns) => {
  const video = document.createElement("video");
  video.src = "/film.mp4";
  await new Promise((done, fail) => { video.onloadeddata = done; video.onerror = () => fail(video.error.message); });
  await new Promise((done) => { video.onseeked = done; video.currentTime = 0.04; });
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const ink = canvas.getContext("2d");
  ink.drawImage(video, 0, 0);
  return Array.from({ length: columns }, (_, k) => {
    const x = Math.floor((canvas.width * (2 * k + 1)) / (2 * columns));
    return [...ink.getImageData(x, canvas.height / 2, 1, 1).data].slice(0, 3);
  });
}"""


def seen(browser: Browser, film: Path) -> list[list[int]]:
    """The colours of the card's columns, drawn from a frame that was sought, which is there to draw."""
    page = browser.new_page()
    page.route("**/film.mp4", lambda route: route.fulfill(path=film, content_type="video/mp4"))
    page.route("**/page", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("http://film.test/page")
    colours: list[list[int]] = page.evaluate(LOOK, len(CARD))
    page.close()
    return colours


@pytest.mark.parametrize("source", ["rgb.mp4", "rgb.mov", "601.mp4", "709.mp4", "full.mp4", "untagged.mp4"])
def test_chromium_shows_the_colours_of_the_source(tmp_path: Path, browser: Browser, source: str) -> None:
    film = tmp_path / source
    if source.startswith("rgb"):
        rgb(film, "libx264rgb" if source.endswith("mp4") else "png")
    else:
        matrix = "bt709" if source == "709.mp4" else "bt601"
        coded(film, matrix, full=source == "full.mp4", tagged=source != "untagged.mp4")
    _, made = package(film, tmp_path)
    shown = seen(browser, tmp_path / f"{len(made.rungs) - 1}.m4s")
    assert np.abs(np.array(shown) - np.array(CARD)).max() <= NEAR, shown
