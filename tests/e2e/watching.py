"""Words that tests of the watch page share."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WATCH = "/watch/the-last-ferry/"
PLAYER = "window.videojs.getPlayers().player"


def open_film(page: Page, path: str = WATCH) -> None:
    """Open a film and wait until the player is furnished."""
    page.goto(path)
    expect(page.locator("button.fullscreen")).to_be_attached()


def play_on(page: Page, seconds: float, path: str = WATCH) -> None:
    """Open a film and let it play from a place on, without sound."""
    open_film(page, path)
    page.evaluate(f"async () => {{ const p = {PLAYER}; p.muted(true); await p.play(); p.currentTime({seconds}); }}")
    expect(page.locator(".video-js")).to_have_class(re.compile("vjs-has-started"))
    soon = "|".join(f"0:{int(seconds) + more:02d}" for more in range(1, 6))
    expect(page.locator(".vjs-current-time-display")).to_have_text(re.compile(soon))


def play_to(page: Page, seconds: float, path: str = WATCH) -> None:
    """Open a film, play it at a place, and pause."""
    play_on(page, seconds, path)
    page.evaluate(f"{PLAYER}.pause()")
    expect(page.locator(".video-js")).to_have_class(re.compile("vjs-paused"))


def unfold(page: Page) -> None:
    """Show the panel's views, box and words, which are folded away on telephones."""
    expect(page.get_by_role("complementary")).to_be_visible()
    fold = page.get_by_role("button", name="Search and views")
    if fold.is_visible() and fold.get_attribute("aria-expanded") == "false":
        fold.click()


def player(page: Page, question: str) -> Any:
    """What the player answers, for example ``paused()``."""
    return page.evaluate(f"{PLAYER}.{question}")


def seeks_to(page: Page, stamp: str) -> None:
    """Wait until the bar shows a time such as ``0:20``."""
    expect(page.locator(".vjs-current-time-display")).to_have_text(re.compile(stamp))


def wake(page: Page) -> None:
    """Move the pointer, so that the bar is there."""
    page.mouse.move(200, 220)
    page.mouse.move(210, 230)


def nothing_wrong(page: Page) -> None:
    """Axe finds nothing."""
    violations = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in violations] == []
