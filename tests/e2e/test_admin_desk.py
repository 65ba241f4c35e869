"""An editor at the desk, in a real browser: a show from nothing in one form, a film played beside its form."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ADMIN_PASSWORD, viewer
from tests.e2e.watching import nothing_wrong
from tests.films import make_film
from tests.odd_films import FAST, picture, render

WORK_MS = 120_000
TITLES = "/admin/catalog/title/"
AXE_STYLES = "Applying inline style violates"
"""The policy refuses the style attributes that axe writes while it looks."""

pytestmark = pytest.mark.browser


@pytest.fixture
def admin(browser: Browser, empty_site: str) -> Iterator[Page]:
    """The administrator of the empty site, signed in, whose pages axe looks at."""
    with viewer(browser, empty_site, 1440, 900, expected=AXE_STYLES) as opened:
        opened.goto("/admin/")
        opened.get_by_label("User name or e-mail address").fill("admin")
        opened.get_by_label("Password").fill(ADMIN_PASSWORD)
        opened.get_by_role("button", name="Sign in").click()
        expect(opened.get_by_role("heading", name="Library, shop and jobs")).to_be_visible()
        yield opened


def episode(admin: Page, season: int, row: int) -> str:
    """The start of the ids of a row's fields."""
    return f"#id_seasons-{season}-episodes-{row}"


def saved(admin: Page) -> None:
    """Press Save; the site answers with a page that says it worked."""
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".messagelist .success").first).to_be_visible()


def poster_chosen(admin: Page) -> None:
    """Make the last frame on the page of artwork the poster; it is cut from there, and the page shows it."""
    shown = admin.locator("img.artwork-poster")
    before = shown.get_attribute("src")
    last = admin.locator(".artwork-frames li").last
    last.get_by_role("button", name="as poster").click()
    expect(admin.locator(".messagelist")).to_contain_text("The poster now shows")
    expect(admin.locator(".artwork-shown li", has=shown)).to_contain_text("chosen")
    expect(shown).not_to_have_attribute("src", before or "")
    assert shown.evaluate("node => node.decode().then(() => node.naturalHeight > node.naturalWidth)")
    nothing_wrong(admin)


def test_a_show_of_two_seasons_is_made_from_nothing_in_one_form(admin: Page, tmp_path: Path) -> None:
    admin.goto(TITLES)
    admin.get_by_role("link", name="Add show").click()
    expect(admin.locator(".fieldBox.field-season")).to_be_hidden()
    admin.get_by_label("Name:", exact=True).fill("Harbour")
    admin.locator(f"{episode(admin, 0, 0)}-name").fill("Fog")
    admin.locator(f"{episode(admin, 0, 0)}-film").set_input_files(make_film(tmp_path / "Fog.mp4", seconds=6))
    expect(admin.locator(".episode .film-field").first).to_contain_text("uploaded")
    expect(admin.locator(f"{episode(admin, 0, 0)}-film_upload")).not_to_have_value("")
    admin.get_by_role("button", name="Add an episode").click()
    expect(admin.locator(f"{episode(admin, 0, 1)}-number")).to_have_value("2")
    admin.locator(f"{episode(admin, 0, 1)}-name").fill("Salt")
    admin.locator(".episode").nth(1).get_by_role("button", name="Move up").click()
    expect(admin.locator(f"{episode(admin, 0, 1)}-number")).to_have_value("1")
    admin.get_by_role("button", name="Add a season").click()
    expect(admin.locator("#id_seasons-1-number")).to_have_value("2")
    admin.locator(f"{episode(admin, 1, 0)}-name").fill("Ice")
    nothing_wrong(admin)
    saved(admin)
    expect(admin.locator(".messagelist")).to_contain_text("Fog: the film is taken in.")
    admin.goto("/title/harbour/")
    for name in ("1 Salt", "2 Fog"):
        expect(admin.get_by_role("heading", name=name)).to_be_visible()


def test_a_number_that_is_there_twice_is_said_at_its_row_and_what_was_typed_stays(admin: Page) -> None:
    admin.goto(f"{TITLES}add/?kind=show")
    admin.get_by_label("Name:", exact=True).fill("Twice")
    admin.locator(f"{episode(admin, 0, 0)}-name").fill("One")
    admin.get_by_role("button", name="Add an episode").click()
    admin.locator(f"{episode(admin, 0, 1)}-name").fill("Other")
    admin.locator(f"{episode(admin, 0, 1)}-number").fill("1")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.locator(".episode.has-errors")).to_contain_text("Episode 1 is there twice.")
    expect(admin.locator(f"{episode(admin, 0, 0)}-name")).to_have_value("One")


def test_a_film_is_packaged_played_beside_its_form_and_published_from_the_list(admin: Page, tmp_path: Path) -> None:
    admin.goto(f"{TITLES}add/")
    expect(admin.locator("#seasons-group")).to_have_count(0)
    admin.get_by_label("Name:", exact=True).fill("Night pier")
    admin.get_by_label("Published").uncheck()
    saved(admin)
    row = admin.locator("#result_list tr", has_text="Night pier")
    row.get_by_role("link", name="Add film").click()
    film = render(tmp_path / "Night pier.mp4", *picture("testsrc2=s=640x360:r=24:d=12"), *FAST, "-pix_fmt", "yuv420p")
    admin.get_by_label("Film:").set_input_files(film)
    saved(admin)
    for kind in ("package", "artwork", "match"):
        expect(admin.locator(f"[data-kind={kind}]")).to_have_attribute("data-status", "done", timeout=WORK_MS)
    admin.reload()
    expect(admin.get_by_role("heading", name="Player")).to_be_visible()
    admin.locator("#id_chapters-0-start").locator("..").get_by_role("button", name="take the moment").click()
    expect(admin.locator("#id_chapters-0-start")).to_have_value("0:00")
    nothing_wrong(admin)
    admin.get_by_role("link", name="Artwork", exact=True).click()
    expect(admin.get_by_role("button", name="Look for frames again")).to_be_visible()
    nothing_wrong(admin)
    poster_chosen(admin)
    admin.goto(TITLES)
    row = admin.locator("#result_list tr", has_text="Night pier")
    row.get_by_role("button", name="Publish").click()
    expect(admin.locator(".messagelist")).to_contain_text("Published Night pier.")
    expect(row.get_by_role("link", name="View on the site")).to_be_visible()
    nothing_wrong(admin)


@pytest.mark.parametrize(
    "path",
    [
        "/admin/",
        TITLES,
        f"{TITLES}add/?kind=show",
        "/admin/catalog/trashedtitle/",
        "/admin/catalog/identification/",
        "/admin/jobs/job/",
        "/admin/jobs/jobreportrow/",
        "/admin/playback/video/",
        "/admin/playback/diskuse/",
    ],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_of_the_desk_is_sound_light_and_dark(admin: Page, path: str, scheme: str) -> None:
    admin.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal
    admin.goto(path)
    expect(admin.locator("h1")).to_have_count(1)
    nothing_wrong(admin)
