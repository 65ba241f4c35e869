"""How fast the watch page opens on a slow line: to its play button, and to the first frame after a press of it.

Latency and bandwidth are set through Chromium's ``Network.emulateNetworkConditions``; every round has an empty cache.
"""

import statistics
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from trendflix.bench.browsers import chromium
from trendflix.bench.clock import Figures
from trendflix.bench.stream import WATCH, site_make, site_serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LATENCY_MS = 150
BYTES_A_SECOND = 200_000
"""1.6 Mbit/s."""
ROUNDS = 5
PATIENCE_MS = 30_000
BUTTON = ".vjs-big-play-button"
WINDOW = {"width": 1440, "height": 810}
CONDITIONS = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": BYTES_A_SECOND}
PLAYS = """patience => new Promise((done, fail) => {
  const began = performance.now();
  const look = () => {
    const now = performance.now();
    if (document.querySelector("video")?.currentTime > 0) done(now);
    else if (now - began > patience) fail(new Error("The film does not play."));
    else requestAnimationFrame(look);
  };
  look();
})"""
NOW = "performance.now()"
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


def measure() -> Figures:
    """Medians over ``ROUNDS`` openings of a film's page; nothing where there is no browser."""
    browser = chromium()
    if browser is None or find_spec("playwright") is None:
        sys.stderr.write("skipped: opening the watch page is measured with Playwright and Chromium\n")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        site_make(Path(folder))
        with site_serve(Path(folder)) as address:
            return medians(f"{address}{WATCH}", browser)


def medians(watch: str, browser: str) -> Figures:
    """``watch_page_*``: milliseconds to the button and to the first frame, requests and kilobytes until then."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=browser, args=ARGUMENTS)
        rounds = [opening(opened, watch) for _ in range(ROUNDS)]
    return {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}


def opening(browser: "Browser", watch: str) -> Figures:
    """One opening with an empty cache: the button is pressed as soon as it can be seen."""
    context = browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]  # a plain dict of the two sizes
    page = context.new_page()
    traffic = _slow(page)
    page.goto(watch, wait_until="commit")
    page.wait_for_selector(BUTTON, timeout=PATIENCE_MS)
    button = float(page.evaluate(NOW))
    page.click(BUTTON, timeout=PATIENCE_MS)
    frame = float(page.evaluate(PLAYS, PATIENCE_MS))
    figures = {"button_ms": button, "first_frame_ms": frame, "requests": float(len(traffic))}
    context.close()
    return {f"watch_page_{name}": value for name, value in (figures | {"kb": sum(traffic.values()) / 1000}).items()}


def _slow(page: "Page") -> dict[str, float]:
    """Slow the page's line down; request id → bytes that came, as they come."""
    session: Any = page.context.new_cdp_session(page)
    traffic: dict[str, float] = {}

    def asked(event: dict[str, Any]) -> None:
        traffic.setdefault(event["requestId"], 0.0)

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in traffic:
            traffic[event["requestId"]] += event["encodedDataLength"]

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.dataReceived", came)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", CONDITIONS | {"uploadThroughput": BYTES_A_SECOND})
    return traffic
