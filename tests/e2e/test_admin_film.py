"""An administrator brings a film through the admin and watches it, in a real browser with the CSRF check on."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.watching import open_film, play_on, player
from tests.films import make_film

WORK_MS = 120_000
TITLES = "/admin/catalog/title/"
VTT = b"WEBVTT\n\n00:00.500 --> 00:02.000\nGood evening.\n"

pytestmark = pytest.mark.browser


def add_title(admin: Page, name: str) -> None:
    """Add a published title in the admin; ends on its page."""
    admin.goto(f"{TITLES}add/")
    admin.get_by_label("Name:", exact=True).first.fill(name)
    published = admin.get_by_label("Published")
    published.check()
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.locator(".success")).to_be_visible()


def upload_film(admin: Page, film: Path) -> None:
    """From the page of a title, add its film; ends on the film's page."""
    admin.get_by_role("link", name="Add film").click()
    admin.get_by_label("Film:").set_input_files(film)
    save(admin)


def save(admin: Page) -> None:
    """Press Save; the site answers with a page that says it worked."""
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".success")).to_be_visible()


def wait_for(admin: Page, kind: str) -> None:
    """Wait, without loading the page again, until it says that a job is done."""
    expect(admin.locator(f"[data-kind={kind}]")).to_have_attribute("data-status", "done", timeout=WORK_MS)


@pytest.fixture
def own_film(admin: Page, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A title with a film of three seconds, taken in through the admin and packaged; the title's slug."""
    slug = re.sub("[^a-z]+", "-", request.node.name).strip("-")[:40].strip("-")
    add_title(admin, slug.replace("-", " "))
    upload_film(admin, make_film(tmp_path / "My film.mp4"))
    wait_for(admin, "package")
    return slug


def test_a_film_is_added_its_progress_seen_and_the_film_watched(admin: Page, tmp_path: Path) -> None:
    add_title(admin, "Harbour light")
    upload_film(admin, make_film(tmp_path / "Harbour light.mp4", seconds=6))
    expect(admin.locator("[data-kind=package]")).to_be_visible()
    wait_for(admin, "package")
    wait_for(admin, "match")
    admin.get_by_role("link", name="Open the player").click()
    admin.wait_for_url("**/watch/harbour-light/")
    play_on(admin, 1, "/watch/harbour-light/")
    assert player(admin, "duration()") == pytest.approx(6, abs=0.2)


def test_another_film_takes_the_place_of_the_first(admin: Page, own_film: str, tmp_path: Path) -> None:
    admin.get_by_label("Film:").set_input_files(make_film(tmp_path / "The cut.mp4", seconds=8))
    save(admin)
    wait_for(admin, "package")
    expect(admin.get_by_text("The cut.mp4")).to_be_visible()
    for _ in range(20):  # the first film plays on until the second is packaged
        open_film(admin, f"/watch/{own_film}/")
        if player(admin, "duration()") > 7:
            break
        admin.wait_for_timeout(1000)
    assert player(admin, "duration()") == pytest.approx(8, abs=0.2)


def test_subtitles_chapters_and_markers_reach_the_player(admin: Page, own_film: str) -> None:
    track = {"name": "film.en.vtt", "mimeType": "text/vtt", "buffer": VTT}
    admin.get_by_label("Subtitles:").set_input_files(track)  # type: ignore[arg-type]  # a FilePayload
    admin.locator("#id_chapters-0-start").fill("0:01")
    admin.locator("#id_chapters-0-title").fill("The arrival")
    admin.get_by_label("Intro start").fill("0:00.5")
    admin.get_by_label("Intro end").fill("0:01")
    save(admin)
    admin.goto(f"/watch/{own_film}/")
    config = admin.locator("#watch-config").evaluate("node => JSON.parse(node.textContent)")
    assert config["chapters"] == [{"start": 1.0, "title": "The arrival"}] and config["markers"]["intro"] == [0.5, 1.0]
    assert [one["language"] for one in config["subtitles"]] == ["en"]
    assert "Good evening." in admin.request.get(config["subtitles"][0]["url"]).text()


def test_a_film_is_packaged_again_from_its_page_and_from_the_list(admin: Page, own_film: str) -> None:
    admin.get_by_label("Package again").check()
    save(admin)
    wait_for(admin, "package")
    admin.goto("/admin/playback/video/")
    admin.locator("tr", has_text=own_film.replace("-", " ")).locator("input.action-select").check()
    admin.get_by_label("Action:").select_option("package_again")
    admin.get_by_title("Run the selected action").click()
    expect(admin.locator(".messagelist")).to_contain_text("Queued 1; see Jobs.")


def test_what_is_no_film_is_said_at_its_field(admin: Page) -> None:
    add_title(admin, "No film")
    admin.get_by_role("link", name="Add film").click()
    words = {"name": "letter.mp4", "mimeType": "video/mp4", "buffer": b"Dear Sir,"}
    admin.get_by_label("Film:").set_input_files(words)  # type: ignore[arg-type]  # a FilePayload
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".field-film .errorlist")).to_contain_text("letter.mp4: no video that can be read")
