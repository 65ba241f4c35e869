"""A household at two devices: tastes, a list, a film resumed elsewhere, a rating, and a child who sees less."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import viewer
from tests.e2e.test_menus import choose as in_menu
from tests.e2e.watching import nothing_wrong, open_film, play_to, player
from tests.sites import manage

MADE = """
from django.contrib.auth.models import User
from trendflix.accounts.pins import pin_set
from trendflix.accounts.profiles import profile_change, profile_create, profiles_of
User.objects.filter(username="nora").delete()
user = User.objects.create_user("nora", password="nora-password")
main = profile_change(profiles_of(user.pk)[0], name="Nora", avatar="owl")
pin_set(main, "2468")
profile_create(user.pk, name="Ben", avatar="robot")
profile_create(user.pk, name="Mia", avatar="fox", is_child=True, max_age=6)
"""
ADULT = "Night Market"
"""Is for people of eight years and more; Mia sees what is for six."""
WINDOWS = [(1440, 810), (390, 844)]


@pytest.fixture
def household(demo: Path, site: str) -> str:
    """Nora's account with a PIN, Ben, and Mia, who is six; the address of the site."""
    manage(demo, ["shell", "-v0", "-c", MADE])
    return site


@pytest.fixture
def sofa(browser: Browser, household: str) -> Iterator[Page]:
    """A browser in which Nora has signed in; what a child may not see is not found, of which the console tells."""
    with viewer(browser, household, 1440, 810, expected="40[34]") as opened:
        sign_in(opened)
        yield opened


def sign_in(page: Page) -> None:
    """Sign in, which leads to the picker."""
    page.goto("/accounts/login/")
    page.get_by_label("User name").fill("nora")
    page.get_by_label("Password").fill("nora-password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Who is watching?")).to_be_visible()


def choose(page: Page, name: str) -> None:
    """Choose a profile in the picker."""
    page.get_by_role("main").get_by_role("button", name=re.compile(name)).click()


def switch(page: Page, name: str) -> None:
    """Switch to another profile from the header of the home page."""
    page.goto("/")
    page.locator("summary", has=page.locator(".avatar")).click()
    page.get_by_role("button", name=f"Switch to {name}").click()


def test_an_evening_of_a_household(sofa: Page, browser: Browser, household: str) -> None:
    choose(sofa, "Ben")
    expect(sofa.get_by_role("heading", name="What do you like?")).to_be_visible()
    sofa.get_by_role("checkbox", name="Drama").check()
    sofa.get_by_role("checkbox", name=ADULT).check()
    sofa.get_by_role("button", name="Save").click()
    chosen = sofa.get_by_role("region", name="For you")
    expect(chosen.get_by_role("link", name=re.compile("The Last Ferry")).first).to_be_visible()

    sofa.goto("/title/the-last-ferry/")
    sofa.get_by_role("button", name="My list").click()
    expect(sofa.get_by_role("button", name="My list", pressed=True)).to_be_visible()
    sofa.goto("/my-list/")
    expect(sofa.get_by_role("link", name=re.compile("The Last Ferry")).first).to_be_visible()

    with sofa.expect_response(lambda answer: "/progress/" in answer.url and answer.ok):
        play_to(sofa, 20)
    with sofa.expect_response(lambda answer: "/settings/" in answer.url and answer.ok):
        in_menu(sofa, "Speed", "1.5×")
    with viewer(browser, household, 390, 844) as train:
        sign_in(train)
        choose(train, "Ben")
        train.goto("/watch/the-last-ferry/")
        expect(train.get_by_role("button", name=re.compile(r"Resume at 0:2\d"))).to_be_visible()
        open_film(train)
        assert player(train, "tech(true).playbackRate()") == 1.5, "what was set on the sofa holds on the train"
        train.goto("/history/")
        expect(train.get_by_role("link", name="The Last Ferry")).to_be_visible()

    sofa.goto("/title/the-last-ferry/")
    sofa.get_by_role("button", name="Dislike").click()
    expect(sofa.get_by_role("button", name="Dislike", pressed=True)).to_be_visible()
    sofa.goto("/")
    expect(sofa.get_by_role("heading", level=1)).to_be_visible()
    expect(chosen).to_have_count(0)

    kept = addresses_of_the_adult_film(sofa)
    switch(sofa, "Mia")
    sofa.get_by_role("button", name="Skip").click()
    sees_nothing_of_it(sofa, kept)

    switch(sofa, "Nora")
    pin = sofa.get_by_label("PIN", exact=True)
    pin.fill("1111")
    sofa.get_by_role("button", name="Continue").click()
    expect(sofa.get_by_role("alert")).to_have_text("That is not right.")
    pin.fill("2468")
    sofa.get_by_role("button", name="Continue").click()
    sofa.get_by_role("button", name="Skip").click()
    expect(sofa.get_by_role("heading", level=1)).to_be_visible()
    assert sofa.request.get("/title/night-market/").status == 200


def addresses_of_the_adult_film(page: Page) -> list[str]:
    """Media and pictures of the film, as a grown-up's pages name them."""
    page.goto("/watch/night-market/")
    config = json.loads(page.locator("#watch-config").text_content() or "")
    pictures = [config["hls"], config["still"], config["thumbnails"], config["title"]["poster"]]
    found = [address for address in pictures if address]
    assert len(found) >= 3 and all(page.request.get(address).ok for address in found)
    return found


def sees_nothing_of_it(page: Page, kept: list[str]) -> None:
    """By page, search, suggestion, API, media address or picture."""
    for address in ("/", "/browse/", "/search/?q=night+market", "/people/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        expect(page.get_by_role("link", name=re.compile(ADULT))).to_have_count(0)
    assert ADULT not in page.request.get("/suggestions/?q=night").text()
    for address in ("/title/night-market/", "/watch/night-market/", "/api/v1/titles/night-market/timeline/", *kept):
        assert page.request.get(address).status == 404, address


@pytest.mark.parametrize("window", WINDOWS, ids=["desk", "phone"])
def test_the_pages_of_profiles_are_accessible_at_both_sizes(
    browser: Browser, household: str, window: tuple[int, int]
) -> None:
    with viewer(browser, household, *window) as page:
        sign_in(page)
        looked_at(page)
        page.get_by_role("button", name=re.compile("Nora")).click()
        expect(page.get_by_role("heading", name="PIN of Nora")).to_be_visible()
        looked_at(page)
        page.get_by_role("link", name="Forgotten the PIN?").click()
        expect(page.get_by_label("Password")).to_be_focused()
        looked_at(page)
        page.go_back()
        page.get_by_label("PIN", exact=True).fill("2468")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("heading", name="What do you like?")).to_be_visible()
        looked_at(page)
        page.get_by_role("button", name="Skip").click()
        for address in ("/profiles/manage/", "/profiles/new/", "/my-list/", "/history/"):
            page.goto(address)
            looked_at(page)
        page.goto("/profiles/manage/")
        page.get_by_role("link", name="Allowed titles of Mia").click()
        page.get_by_role("searchbox", name="Look for titles to allow").fill("night")
        page.get_by_role("button", name="Search").click()
        page.get_by_role("button", name=f"Allow {ADULT}").click()
        expect(page.get_by_role("button", name=f"Remove {ADULT}")).to_be_visible()
        looked_at(page)
        page.locator("summary", has=page.locator(".avatar")).click()
        expect(page.get_by_role("link", name="History")).to_be_visible()
        looked_at(page)


def test_a_second_profile_is_made_and_a_forgotten_pin_removed(browser: Browser, demo: Path, site: str) -> None:
    manage(demo, ["shell", "-v0", "-c", MADE.split("main =")[0]])
    with viewer(browser, site, 390, 844) as page:
        page.goto("/accounts/login/")
        page.get_by_label("User name").fill("nora")
        page.get_by_label("Password").fill("nora-password")
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()
        page.goto("/profiles/new/")
        page.get_by_label("Name").fill("Otto")
        page.get_by_role("combobox", name="Ratings of").select_option("US")
        page.get_by_role("button", name="Show these").click()
        expect(page.get_by_label("Name")).to_have_value("Otto")
        page.get_by_label("New PIN").fill("1357")
        page.get_by_label("New PIN").press("Enter")
        expect(page.get_by_role("heading", name="Manage profiles")).to_be_visible()
        page.goto("/profiles/")
        choose(page, "Otto")
        page.get_by_role("link", name="Forgotten the PIN?").click()
        page.get_by_label("Password").fill("nora-password")
        page.get_by_role("button", name="Remove the PIN").click()
        choose(page, "Otto")
        expect(page.get_by_role("heading", name="What do you like?")).to_be_visible()


def looked_at(page: Page) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    nothing_wrong(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
