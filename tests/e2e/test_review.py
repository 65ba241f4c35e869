"""A merchandiser reviews a hundred matches by keyboard, merges, searches, undoes; two at once; by touch."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import viewer
from tests.sites import ROOT, environment

pytestmark = pytest.mark.browser
SENT_MS = 90_000
PASSWORD = "review-password"
MADE = """
from django.contrib.auth.models import User
from shopping.matching.review_queue import items_refresh
from shopping.models import Decision, Match, ReviewItem
from vision.models import Garment
for name in ("rose", "theo"):
    person, _ = User.objects.update_or_create(username=name, defaults={"is_staff": True, "is_superuser": True})
    person.set_password("review-password")
    person.save()
Decision.objects.all().delete()
Match.objects.update(status="suggested", decided_by=None, decided=None)
Garment.objects.filter(merged_into=None).update(hidden=False)
ReviewItem.objects.update(put_off_until=None, held_by=None, held_until=None)
items_refresh(Garment.objects.values_list("pk", flat=True))
"""


def run(data: Path, words: str) -> str:
    """Run a few lines in the site."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", words]
    done = subprocess.run(command, cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def queue(demo: Path, site: str) -> None:
    """Nothing is decided, and two people may decide."""
    run(demo, MADE)


def sign_in(page: Page, name: str) -> None:
    """Go to the screen as somebody of the staff."""
    page.goto("/admin/login/?next=/admin/review/")
    page.get_by_label("User name or e-mail address").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(cards(page).first).to_be_visible()


@pytest.fixture
def rose(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody who reviews at a desk."""
    with viewer(browser, site, 1440, 900) as opened:
        sign_in(opened, "rose")
        yield opened


def cards(page: Page) -> Locator:
    """The candidates."""
    return page.get_by_role("list").filter(has=page.get_by_role("button", pressed=True)).get_by_role("button")


def frame_of(page: Page) -> str:
    """The frame that is shown, which no two garments share."""
    return page.locator("#review-frame img").get_attribute("src") or ""


def status(page: Page) -> Locator:
    """What is told."""
    return page.locator("#review-status")


def test_a_hundred_matches_are_decided_in_at_most_150_presses(rose: Page, demo: Path) -> None:
    """Mixed: of each garment the first is approved, the second pinned, the others are rejected."""
    presses = decided = 0
    while decided < 100:
        garment = frame_of(rose)
        for place in range(cards(rose).count()):
            rose.keyboard.press("arp"[{0: 0, 1: 2}.get(place, 1)])
            presses, decided = presses + 1, decided + 1
        expect(rose.locator("#review-frame img")).not_to_have_attribute("src", garment)
    assert presses <= 150
    expect(status(rose)).not_to_have_class(re.compile("is-fault"))
    rose.get_by_role("button", name="Undo").click()
    expect(status(rose)).to_contain_text("taken back", timeout=SENT_MS)  # after all that is still being sent
    kept = run(demo, "from shopping.models import Decision; print(Decision.objects.filter(undone=None).count())")
    assert int(kept) == decided - 1


def test_a_garment_is_hidden_by_a_key_and_comes_back_by_another(rose: Page) -> None:
    garment = frame_of(rose)
    rose.keyboard.press("x")
    expect(status(rose)).to_contain_text("Hidden:")
    expect(rose.locator("#review-frame img")).not_to_have_attribute("src", garment)
    rose.keyboard.press("u")
    expect(rose.locator("#review-frame img")).to_have_attribute("src", garment)


def test_a_number_chooses_and_another_product_is_searched_and_pinned(rose: Page) -> None:
    rose.keyboard.press("3")
    expect(cards(rose).nth(2)).to_have_attribute("aria-pressed", "true")
    title = cards(rose).nth(2).locator(".review-title").inner_text()
    rose.keyboard.press("r")
    expect(status(rose)).to_have_text(f"Rejected: {title}")
    rose.keyboard.press("/")
    dialog = rose.get_by_role("dialog", name="Search another product")
    dialog.get_by_role("searchbox", name="Words").fill("jacket")
    dialog.get_by_role("button", name="Search").click()
    dialog.get_by_role("button", name=re.compile("^Pin .*Jacket")).first.click()
    expect(status(rose)).to_contain_text("Added: ")
    expect(cards(rose).first).to_contain_text("Pinned: rose")


def test_garments_are_merged_renamed_and_recategorised(rose: Page) -> None:
    rose.get_by_label("Category").select_option("shoes")
    expect(rose.get_by_role("heading", name=re.compile("shoes$"))).to_be_visible()
    rose.keyboard.press("m")
    dialog = rose.get_by_role("dialog", name="Which is the same garment?")
    expect(dialog.get_by_role("listitem")).not_to_have_count(0)
    rose.keyboard.press("1")
    expect(status(rose)).to_contain_text("Merged")
    rose.get_by_role("button", name="Rename").click()
    rose.get_by_role("dialog", name="Rename").get_by_label("Name").fill("Ferry plimsolls")
    rose.keyboard.press("Enter")
    expect(rose.get_by_role("heading", name="Ferry plimsolls")).to_be_visible()
    rose.get_by_role("button", name="History").click()
    history = rose.get_by_role("dialog", name="History")
    expect(history.get_by_role("row", name=re.compile("rose Renamed .*Ferry plimsolls"))).to_be_visible()
    history.get_by_role("button", name="Close").click()
    for _ in range(2):
        rose.get_by_role("button", name="Undo").click()
        expect(status(rose)).to_contain_text(re.compile("taken back|nothing of yours"))


def test_two_people_do_not_collide(rose: Page, browser: Browser, site: str) -> None:
    with viewer(browser, site, 1024, 768, expected="409") as theo:
        sign_in(theo, "theo")
        assert frame_of(theo) != frame_of(rose)
        number = re.findall(r"(\d+)\.jpg", frame_of(rose))[0]
        product = rose.evaluate(
            f"fetch('/api/v1/review/items/{number}/').then((r) => r.json()).then((r) => r.candidates[0].id)"
        )
        with rose.expect_response("**/decisions/"):
            rose.keyboard.press("a")
        expect(status(rose)).to_contain_text("Approved")
        answer = theo.evaluate(
            f"""fetch('/api/v1/review/items/{number}/decisions/', {{method: 'POST', headers: {{
            'Content-Type': 'application/json', 'X-CSRFToken': /csrftoken=([^;]+)/.exec(document.cookie)[1]}},
            body: JSON.stringify({{product: {product}, status: 'rejected', seen: 'suggested'}})}})
            .then(async (r) => [r.status, (await r.json()).detail])"""
        )
        assert answer == [409, "rose has decided on this meanwhile: Approved."]


def test_it_works_by_touch_and_its_buttons_are_large_enough(browser: Browser, site: str) -> None:
    with viewer(browser, site, 390, 844, has_touch=True, is_mobile=True) as phone:
        sign_in(phone, "rose")
        for button in phone.get_by_role("toolbar").get_by_role("button").all():
            box = button.bounding_box()
            assert box is not None and box["height"] >= 44 and box["width"] >= 44
        cards(phone).nth(1).tap()
        phone.get_by_role("button", name="Approve").tap()
        expect(status(phone)).to_contain_text("Approved")
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1024, "dark"), (390, "dark")])
def test_axe_finds_nothing(browser: Browser, site: str, width: int, scheme: str) -> None:
    with viewer(browser, site, width, 900, color_scheme=scheme) as page:
        sign_in(page, "rose")
        page.keyboard.press("r")
        expect(status(page)).to_contain_text("Rejected")
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
        page.keyboard.press("?")
        expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
