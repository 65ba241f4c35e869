"""An editor pauses the work on an uploaded film and lets it go on, with a real worker."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_admin_uploads import WORK_MS, pytestmark, row, serious, sign_in
from tests.films import make_moving_film

__all__ = ["pytestmark"]


def percent(row: Locator) -> float:
    """How far the packaging of a film is."""
    return float(row.get_by_role("progressbar", name="packaging").get_attribute("value") or 0)


def test_the_work_on_a_film_is_paused_and_goes_on_where_it_was(
    browser: Browser, empty_site: str, tmp_path: Path
) -> None:
    film = make_moving_film(tmp_path / "Long Pier (2018).mp4", seconds=40, size="640x360")
    with viewer(browser, empty_site, 1440, 900) as page:
        sign_in(page)
        page.locator("#uploads-files").set_input_files(film)
        pier = row(page, "Long Pier")
        packaging = pier.locator("[data-kind=package]")
        expect(packaging).to_have_attribute("data-status", "running", timeout=WORK_MS)
        pier.get_by_role("button", name="Pause the work: Long Pier").click()
        expect(packaging).to_have_attribute("data-status", "paused", timeout=WORK_MS)
        expect(packaging).to_contain_text("Paused")
        expect(pier).to_contain_text("The work is paused.")
        before = percent(pier)
        assert serious(page) == []
        page.reload()
        expect(packaging).to_have_attribute("data-status", "paused")
        assert percent(pier) == before
        pier.get_by_role("button", name="Resume the work: Long Pier").click()
        expect(packaging).to_have_attribute("data-status", "running", timeout=WORK_MS)
        assert percent(pier) >= before
        expect(pier).to_contain_text("Can be watched; not published yet.", timeout=WORK_MS)
        expect(pier.locator("[data-kind=match]")).to_have_attribute("data-status", "done", timeout=WORK_MS)
