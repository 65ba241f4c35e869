"""What a pause costs: from pausing a film to its products on screen, in Chromium, where Playwright and one are."""

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from trendflix.bench.browsers import chromium
from trendflix.bench.clock import Figures, within_95
from trendflix.bench.stream import WATCH, manage, site_make, site_serve

PAUSES, GAVE_UP_MS = 40, 5000
FIRST, STEP, SPREAD = 1.0, 0.7, 13.0
"""Where pauses are, in seconds: not towards the end, where nothing is worn any more."""
FILL_FILM = (
    "from playback.models import Video; from trendflix.bench.factories import Amount, draw, fill_film; "
    "video = Video.objects.get(); fill_film(video, Amount(garments=8, products=60, seconds=24.0)); draw(video)"
)
"""Most of the garments are on screen at any time: as much as analysis keeps of a shot."""
READY = "button.fullscreen"
PAUSE = """async ([place, patience]) => {
  const player = window.videojs.getPlayers().player, panel = document.querySelector("shop-panel");
  const frame = () => new Promise(requestAnimationFrame);
  const seen = () => [...panel.querySelectorAll(".piece")].some((one) => one.getClientRects().length);
  player.muted(true);
  player.currentTime(place);
  await player.play();
  await new Promise((done) => setTimeout(done, 600));
  const asked = performance.getEntriesByType("resource").length, began = performance.now();
  player.pause();
  do await frame(); while (!(player.paused() && seen()) && performance.now() - began < patience);
  await frame();
  const taken = performance.now() - began, since = performance.getEntriesByType("resource").slice(asked);
  return [taken, since.filter((one) => one.initiatorType !== "beacon" && one.name.includes("/api/")).length];
}"""


def measure() -> Figures:
    """Milliseconds that 95 of 100 pauses stay below, and what they asked of the server; nothing without a browser."""
    browser = chromium()
    if browser is None or find_spec("playwright") is None:
        sys.stderr.write("skipped: a pause is measured with Playwright and Chromium\n")
        return {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        site_make(data)
        manage(data, "shell", "-v0", "-c", FILL_FILM)
        with site_serve(data) as address:
            return _pauses(f"{address}{WATCH}", browser)


def _pauses(watch: str, browser: str) -> Figures:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        page = play.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"]).new_page()
        page.goto(watch)
        page.wait_for_selector(READY, state="attached")
        page.evaluate(PAUSE, [FIRST, GAVE_UP_MS])  # the first pause lays the panel out
        rounds = [page.evaluate(PAUSE, [FIRST + number * STEP % SPREAD, GAVE_UP_MS]) for number in range(PAUSES)]
    return {
        "pause_to_products_p95_ms": within_95([ms for ms, _ in rounds]),
        "pause_requests": float(sum(asked for _, asked in rounds)),
    }
