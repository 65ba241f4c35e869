"""Managing profiles: made, changed, ordered, deleted with what they kept; by whoever may."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import User

from catalog.models import AllowedCollection, AllowedTitle, Collection, Title, WatchlistEntry
from catalog.selectors import titles_visible
from catalog.services import collection_titles_set, episode_get_or_create, show_get_or_create
from tests.clients import SiteClient
from tests.site.profiles.conftest import PIN, Household
from trendflix.accounts.membership.models import Export
from trendflix.accounts.models import Viewer
from trendflix.accounts.profiles import MAX_PROFILES, profile_create, profiles_of
from trendflix.accounts.sight import sight_of_visitor
from trendflix.accounts.visitors import visitor_of_user
from trendflix.core.errors import UserError

FIELDS: dict[str, Any] = {"name": "Zoë 🎬", "avatar": "whale", "autoplay": "on"}


def sent(**more: Any) -> dict[str, Any]:
    """A form of a profile."""
    return FIELDS | more


def test_a_profile_is_made_and_changed(household: Household) -> None:
    client = household.browser(household.main)
    assert client.post("/profiles/new/", sent(max_age="12", new_pin="4321")).status_code == 302
    made = Viewer.objects.get(name="Zoë 🎬")
    assert (made.max_age, made.is_child, made.avatar, made.is_main) == (12, False, "whale", False)
    assert check_password("4321", made.pin)
    assert client.post(f"/profiles/{made.pk}/edit/", sent(name="Zo", remove_pin="on")).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.max_age, made.pin) == ("Zo", None, "")


def test_whoever_makes_a_second_profile_or_a_pin_goes_on_as_before(bob: User) -> None:
    client = SiteClient()
    client.force_login(bob)
    assert client.post("/profiles/new/", sent()).status_code == 302
    assert client.get("/profiles/manage/").status_code == client.get("/").status_code == 200
    elsewhere = SiteClient()
    elsewhere.force_login(bob)
    assert elsewhere.get("/").status_code == 302, "another browser has to choose"
    main = Viewer.objects.get(user=bob, is_main=True)
    client.post(f"/profiles/{main.pk}/edit/", sent(new_pin="4321"))
    assert client.get("/profiles/manage/").status_code == 200


def test_a_new_profile_begins_with_a_picture_that_no_other_has(bob: User) -> None:
    client = SiteClient()
    client.force_login(bob)
    header = re.compile(r'<details class="profile-menu">.*?avatars/(\w+)', re.DOTALL)
    before, after = (header.search(client.get(path).content.decode()) for path in ("/tastes/", "/profiles/manage/"))
    assert before and after and before[1] == after[1] == "fox", "also before the first profile has a row"
    page = client.get("/profiles/new/")
    assert page.context["form"].initial["avatar"] == profile_create(bob.pk, name="Zo").avatar == "owl"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "required"),
        ({"name": "x" * 300}, "at most 40"),
        ({"new_pin": "12"}, "4 to 8 digits"),
        ({"new_pin": "12ab"}, "4 to 8 digits"),
        ({"avatar": "../secret"}, "valid choice"),
        ({"max_age": "99"}, "valid choice"),
        ({"is_child": "on"}, "Choose up to which age"),
        ({"only_allowed": "on"}, "Only a child"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(household: Household, wrong: dict[str, Any], words: str) -> None:
    client = household.browser(household.main)
    for address in ("/profiles/new/", f"/profiles/{household.ben.pk}/edit/"):
        answer = client.post(address, sent(**wrong))
        assert answer.status_code == 400 and words in answer.content.decode(), address
    assert Viewer.objects.get(pk=household.ben.pk).name == "Ben" and Viewer.objects.count() == 3


def test_an_account_has_six_profiles_at_most(household: Household) -> None:
    for number in range(MAX_PROFILES - 3):
        profile_create(household.user.pk, name=f"P{number}")
    answer = household.browser(household.main).post("/profiles/new/", sent())
    assert answer.status_code == 400 and "at most 6" in answer.content.decode()


def test_the_main_profile_has_no_limit_and_stays(household: Household) -> None:
    client = household.browser(household.main)
    client.post(f"/profiles/{household.main.pk}/edit/", sent(max_age="6", is_child="on"))
    household.main.refresh_from_db()
    assert household.main.max_age is None and not household.main.is_child
    assert client.post(f"/profiles/{household.main.pk}/delete/").status_code == 400
    assert Viewer.objects.filter(pk=household.main.pk).exists()


def test_deleting_a_profile_takes_what_it_kept_and_no_more(household: Household) -> None:
    film = Title.objects.create(name="F", slug="f")
    for profile in (household.ben, household.main):
        WatchlistEntry.objects.create(viewer=profile, title=film)
    assert household.browser(household.main).post(f"/profiles/{household.ben.pk}/delete/").status_code == 302
    assert list(WatchlistEntry.objects.values_list("viewer", flat=True)) == [household.main.pk]


def test_profiles_are_put_in_order_behind_the_main_one(household: Household) -> None:
    client = household.browser(household.main)
    client.post(f"/profiles/{household.mia.pk}/move/", {"step": "-1"})
    assert [str(one) for one in profiles_of(household.user.pk)] == ["alice", "Mia", "Ben"]
    client.post(f"/profiles/{household.mia.pk}/move/", {"step": "1"})
    client.post(f"/profiles/{household.main.pk}/move/", {"step": "1"})
    assert [str(one) for one in profiles_of(household.user.pk)] == ["alice", "Ben", "Mia"]
    page = client.get("/profiles/manage/").content.decode()
    assert re.findall(r'aria-label="Move (\w+ \w+)"', page) == ["Ben down", "Mia up"], "arrows that lead somewhere"


@pytest.mark.parametrize("address", ["edit", "delete", "move", "allowed"])
def test_a_profile_of_another_account_cannot_be_managed(household: Household, bob: User, address: str) -> None:
    client = SiteClient()
    client.force_login(bob)
    assert client.post(f"/profiles/{household.mia.pk}/{address}/", sent()).status_code == 404
    assert Viewer.objects.get(pk=household.mia.pk).name == "Mia"


def test_another_profile_of_the_account_manages_with_the_pin(guarded: Household) -> None:
    client = guarded.browser(guarded.ben)
    assert client.post(f"/profiles/{guarded.mia.pk}/delete/")["Location"].startswith("/profiles/unlock/")
    assert Viewer.objects.filter(pk=guarded.mia.pk).exists()
    client.post("/profiles/unlock/", {"secret": PIN})
    assert client.get("/profiles/manage/").status_code == 200


@pytest.mark.parametrize("address", ["/account/exports/", "/api/v1/account/exports/"])
def test_a_copy_of_what_all_profiles_keep_is_for_whoever_manages_the_account(guarded: Household, address: str) -> None:
    client = guarded.browser(guarded.ben)
    assert client.get(address).status_code in (302, 403) and client.post(address).status_code in (302, 403)
    assert not Export.objects.exists() and client.get("/account/").status_code == 200
    client.post("/profiles/unlock/", {"secret": PIN})
    assert client.get(address).status_code == 200


def test_the_form_offers_the_marks_of_a_country(household: Household) -> None:
    client = household.browser(household.main)
    assert "FSK 12" in client.get("/profiles/new/?country=DE").content.decode()
    assert "PG-13" in client.get("/profiles/new/?country=US").content.decode()
    assert "up to 18 years" in client.get("/profiles/new/?country=XX").content.decode()


def test_what_was_typed_stays_while_another_countrys_marks_are_looked_at(household: Household) -> None:
    client = household.browser(household.main)
    fields = {"name": "Zoë", "avatar": "whale", "max_age": "12", "is_child": "on", "country": "US", "marks": "show"}
    for address in ("/profiles/new/", f"/profiles/{household.ben.pk}/edit/"):
        page = client.post(address, fields)
        form = page.context["form"]
        assert page.status_code == 200 and "PG-13" in page.content.decode() and page.context["country"] == "US"
        assert [form[name].value() for name in ("name", "avatar", "max_age")] == ["Zoë", "whale", "12"]
        assert form["is_child"].value() and not form["autoplay"].value()
    assert Viewer.objects.count() == 3 and Viewer.objects.get(pk=household.ben.pk).name == "Ben"


def test_a_browser_that_names_no_country_is_offered_ages_and_no_country_is_chosen_for_it(household: Household) -> None:
    page = household.browser(household.main).get("/profiles/new/", headers={"Accept-Language": "en"}).content.decode()
    assert "up to 18 years" in page and not re.search(r'<option value="[A-Z]{2}" selected', page)


def test_countries_are_in_the_order_of_their_names(household: Household) -> None:
    page = household.browser(household.main).get("/profiles/new/", headers={"Accept-Language": "de"}).content.decode()
    names = re.findall(r'<option value="[A-Z]{2}"\s*>([^<]+)<', page)
    assert names.index("Norwegen") < names.index("Österreich") < names.index("Portugal")


def test_what_a_child_is_allowed_is_seen_whatever_its_rating(household: Household) -> None:
    show, _ = show_get_or_create("Night")
    episode_get_or_create(show, 1, 1, "First")
    Title.objects.filter(season__show=show).update(minimum_age=18)
    Title.objects.create(name="Mild", slug="mild", minimum_age=0)
    film = Title.objects.create(name="Wild", slug="wild", minimum_age=18)
    collection = Collection.objects.create(name="C", slug="c")
    collection_titles_set(collection, [film])
    client, address = household.browser(household.main), f"/profiles/{household.mia.pk}/allowed/"

    def seen() -> set[str]:
        sight = sight_of_visitor(visitor_of_user(household.user, household.mia.pk))
        return {title.name for title in titles_visible(sight)}

    assert seen() == {"Mild"}
    client.post(address, {"allow": "title-night"})
    assert seen() == {"Mild", "Night", "First"}
    client.post(address, {"allow": "collection-c"})
    assert seen() == {"Mild", "Night", "First", "Wild"}
    Viewer.objects.filter(pk=household.mia.pk).update(only_allowed=True)
    assert seen() == {"Night", "First", "Wild"}
    assert "Wild" not in client.get(f"{address}?q=night").content.decode()
    client.post(address, {"remove": "title-night"})
    client.post(address, {"remove": "collection-c"})
    assert seen() == set() and not AllowedTitle.objects.exists() and not AllowedCollection.objects.exists()


def test_allowed_titles_are_a_childs_alone(household: Household) -> None:
    client = household.browser(household.main)
    assert client.get(f"/profiles/{household.ben.pk}/allowed/").status_code == 404
    assert client.post(f"/profiles/{household.mia.pk}/allowed/", {"allow": "title-none"}).status_code == 404


def test_a_profile_has_the_fields_it_has(household: Household) -> None:
    with pytest.raises(UserError, match="no field pin"):
        profile_create(household.user.pk, name="X", pin="1234")
    with pytest.raises(UserError, match="age"):
        profile_create(household.user.pk, name="X", is_child=True)
