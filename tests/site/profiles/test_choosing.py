"""Choosing a profile: one step, a PIN where there is one, and a child's profile that is left with a secret alone."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.clients import SiteClient
from tests.site.profiles.conftest import PIN, Household
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import MAX_FAILURES, pin_set
from trendflix.accounts.visitors import SESSION_PROFILE

PASSWORD = "alice-password"


def enter(client: Client, profile: Viewer, secret: str | None = None) -> int:
    """Enter a profile; the status of the answer, 200 of the page that asks for a PIN."""
    address = f"/profiles/{profile.pk}/enter/"
    answer = client.post(address, {} if secret is None else {"secret": secret})
    asks = answer.status_code == 302 and answer["Location"].startswith(address)
    return client.get(answer["Location"]).status_code if asks else answer.status_code


def chosen(client: Client) -> int | None:
    """The key of the profile that the session holds."""
    key: int | None = client.session.get(SESSION_PROFILE)
    return key


def test_the_picker_is_the_first_page_where_there_are_several(household: Household) -> None:
    client = household.browser()
    answer = client.get("/browse/?sort=new")
    assert answer.status_code == 302 and answer["Location"] == "/profiles/?next=%2Fbrowse%2F%3Fsort%3Dnew"
    page = client.get(answer["Location"]).content.decode()
    assert all(name in page for name in ("alice", "Ben", "Mia"))


def test_an_account_with_one_profile_is_not_asked(client: Client, bob: User) -> None:
    client.force_login(bob)
    assert client.get("/").status_code == 200


def test_scripts_are_told_that_a_profile_has_to_be_chosen(household: Household) -> None:
    for address in ("/api/v1/titles/", "/suggestions/?q=a", "/stream/x/hls/y"):
        assert household.browser().get(address).status_code == 403


def test_one_step_switches_and_stays_signed_in(household: Household) -> None:
    client = household.browser(household.main)
    assert enter(client, household.ben) == 302
    assert chosen(client) == household.ben.pk and "Sign out" in client.get("/").content.decode()


def test_switching_leads_on_to_an_address_of_this_site_alone(household: Household) -> None:
    client = household.browser()
    url = f"/profiles/{household.ben.pk}/enter/"
    assert client.post(url, {"next": "/browse/"})["Location"] == "/browse/"
    assert client.post(url, {"next": "https://evil.example/"})["Location"] == "/"
    assert client.post(url, {"next": "//evil.example/"})["Location"] == "/"


def test_a_profile_of_another_account_cannot_be_entered(household: Household, bob: User) -> None:
    client = SiteClient()
    client.force_login(bob)
    assert enter(client, household.ben) == enter(client, household.mia) == 404
    assert client.get(f"/profiles/{household.ben.pk}/enter/").status_code == 404


def test_a_profile_with_a_pin_is_entered_with_it_alone(guarded: Household) -> None:
    client = guarded.browser(guarded.ben)
    assert enter(client, guarded.main) == 200, "the form that asks"
    assert enter(client, guarded.main, "1111") == 403 and chosen(client) == guarded.ben.pk
    assert enter(client, guarded.main, PASSWORD) == 403
    assert enter(client, guarded.main, PIN) == 302 and chosen(client) == guarded.main.pk


def test_nobody_is_the_main_profile_by_not_choosing(guarded: Household) -> None:
    Viewer.objects.exclude(pk=guarded.main.pk).delete()
    assert guarded.browser().get("/").status_code == 302


def test_leaving_a_childs_profile_asks_for_the_accounts_password_where_there_is_no_pin(household: Household) -> None:
    client = household.browser(household.mia)
    assert enter(client, household.ben) == 200 and enter(client, household.ben, "guess") == 403
    assert chosen(client) == household.mia.pk
    assert enter(client, household.ben, PASSWORD) == 302 and chosen(client) == household.ben.pk


def test_leaving_a_childs_profile_asks_for_the_main_profiles_pin(guarded: Household) -> None:
    client = guarded.browser(guarded.mia)
    assert enter(client, guarded.ben, PASSWORD) == 403
    assert enter(client, guarded.ben, PIN) == 302


def test_a_child_enters_no_profile_whose_own_pin_it_does_not_know(guarded: Household) -> None:
    pin_set(guarded.ben, "9999")
    client = guarded.browser(guarded.mia)
    assert enter(client, guarded.ben, PIN) == 403 and enter(client, guarded.ben, "9999") == 302


def test_a_pin_guessed_too_often_is_locked_for_everybody(guarded: Household) -> None:
    client = guarded.browser(guarded.mia)
    for number in range(MAX_FAILURES):
        assert enter(client, guarded.main, f"{number:04}") == 403
    answer = guarded.browser(guarded.ben).post(f"/profiles/{guarded.main.pk}/enter/", {"secret": PIN})
    assert answer.status_code == 403 and "Wait 15 minutes" in answer.content.decode()
    assert guarded.main.pin not in answer.content.decode()


def test_the_right_pin_forgets_the_wrong_ones(guarded: Household) -> None:
    for _ in range(3):
        client = guarded.browser(guarded.ben)
        assert [enter(client, guarded.main, "0000") for _ in range(4)] == [403] * 4
        assert enter(client, guarded.main, PIN) == 302


def test_the_lock_of_one_profile_holds_no_other(guarded: Household) -> None:
    pin_set(guarded.ben, "9999")
    client = guarded.browser(guarded.mia)
    for _ in range(MAX_FAILURES + 1):
        enter(client, guarded.main, "0000")
    assert enter(client, guarded.ben, "9999") == 302


@pytest.mark.parametrize("address", ["/admin/", "/profiles/manage/", "/profiles/new/", "/accounts/password_change/"])
def test_a_child_manages_nothing_without_the_secret(household: Household, address: str) -> None:
    User.objects.filter(pk=household.user.pk).update(is_staff=True, is_superuser=True)
    client = household.browser(household.mia)
    assert client.get(address)["Location"].startswith("/profiles/unlock/?next=")
    assert client.post("/profiles/unlock/", {"secret": "guess"}).status_code == 403
    assert client.post("/profiles/unlock/", {"secret": PASSWORD, "next": "/admin/"})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_child_cannot_sign_out_to_see_everything(household: Household) -> None:
    client = household.browser(household.mia)
    assert client.post("/accounts/logout/")["Location"].startswith("/profiles/unlock/")
    assert "_auth_user_id" in client.session


def test_entering_a_profile_speaks_its_language(household: Household) -> None:
    Viewer.objects.filter(pk=household.ben.pk).update(interface_language="de")
    client = household.browser()
    enter(client, household.ben)
    assert '<html lang="de"' in client.get("/").content.decode()


def test_a_profile_that_was_deleted_elsewhere_is_left_for_the_picker(household: Household) -> None:
    client = household.browser(household.ben)
    household.ben.delete()
    assert client.get("/")["Location"].startswith("/profiles/")


def test_nobody_goes_on_from_a_childs_profile_that_was_deleted_to_the_only_other_one(household: Household) -> None:
    client = household.browser(household.mia)
    Viewer.objects.filter(pk__in=[household.ben.pk, household.mia.pk]).delete()
    assert client.get("/")["Location"].startswith("/profiles/")
    assert client.get("/api/v1/titles/").status_code == 403
    assert enter(client, household.main) == 302 and client.get("/").status_code == 200
