"""A PIN that nobody remembers is taken away with the account's password, and with that alone."""

import pytest

from tests.site.profiles.conftest import PIN, Household
from tests.site.profiles.test_choosing import PASSWORD, chosen, enter
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import MAX_FAILURES


def page_of(profile: Viewer) -> str:
    """Where the PIN of a profile is taken away."""
    return f"/profiles/{profile.pk}/pin-forgotten/"


def test_the_page_that_asks_for_the_pin_leads_to_it(guarded: Household) -> None:
    client = guarded.browser(guarded.ben)
    assert page_of(guarded.main) in client.get(f"/profiles/{guarded.main.pk}/enter/").content.decode()
    assert client.get(page_of(guarded.main)).status_code == 200


@pytest.mark.parametrize("locked", [False, True])
def test_the_password_of_the_account_removes_the_pin_and_the_wait(guarded: Household, locked: bool) -> None:
    client = guarded.browser(guarded.mia)
    for _ in range(MAX_FAILURES + 1 if locked else 0):
        enter(client, guarded.main, "0000")
    assert client.post(page_of(guarded.main), {"password": PASSWORD})["Location"] == "/profiles/"
    assert Viewer.objects.get(pk=guarded.main.pk).pin == ""
    assert enter(client, guarded.main, PASSWORD) == 302 and chosen(client) == guarded.main.pk


@pytest.mark.parametrize("guess", ["", "guess", PIN, "x" * 5000])
def test_anything_else_leaves_it(guarded: Household, guess: str) -> None:
    answer = guarded.browser(guarded.mia).post(page_of(guarded.main), {"password": guess})
    assert answer.status_code in (200, 403)
    assert Viewer.objects.get(pk=guarded.main.pk).pin == guarded.main.pin


def test_the_password_cannot_be_guessed_here(guarded: Household) -> None:
    client = guarded.browser(guarded.mia)
    for _ in range(MAX_FAILURES):
        client.post(page_of(guarded.main), {"password": "guess"})
    client.post(page_of(guarded.main), {"password": PASSWORD})
    assert Viewer.objects.get(pk=guarded.main.pk).pin


def test_an_account_without_a_password_is_told_how_to_get_one(guarded: Household) -> None:
    guarded.user.set_unusable_password()
    guarded.user.save()
    page = guarded.browser(guarded.ben).get(page_of(guarded.main)).content.decode()
    assert "has no password yet" in page and 'name="password"' not in page


def test_programs_do_the_same(guarded: Household) -> None:
    client, address = guarded.browser(guarded.ben), f"/api/v1{page_of(guarded.main)}"
    wrong = client.post(address, {"password": PIN}, content_type="application/json")
    assert wrong.status_code == 400 and "password" in wrong.json()
    assert client.post(address, {"password": PASSWORD}, content_type="application/json").status_code == 204
    assert Viewer.objects.get(pk=guarded.main.pk).pin == ""
