"""Profiles, tastes, history and settings over REST: one's own, as the pages allow them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest

from catalog.models import Genre, Title
from playback.models import Progress, Video
from tests.clients import SiteClient
from tests.site.profiles.conftest import PIN, Household
from trendflix.accounts.active import manage_guard
from trendflix.accounts.models import Viewer
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import SESSION_PROFILE, Visitor, visitor_of

JSON: dict[str, Any] = {"content_type": "application/json"}


def film(name: str, **fields: Any) -> Video:
    """A film that plays."""
    title = Title.objects.create(name=name, slug=name.lower(), **fields)
    return Video.objects.create(title=title, package_key="k", duration=100.0)


def test_profiles_are_listed_made_changed_and_deleted(household: Household) -> None:
    client = household.browser(household.main)
    listed = client.get("/api/v1/profiles/").json()
    assert [(one["name"], one["max_age"], one["is_current"]) for one in listed] == [
        ("", None, True),
        ("Ben", None, False),
        ("Mia", 6, False),
    ]
    made = client.post("/api/v1/profiles/", {"name": "Zo", "max_age": 12, "pin": "1234"}, **JSON)
    assert made.status_code == 201 and made.json()["has_pin"] and "pin" not in made.json()
    url = f"/api/v1/profiles/{made.json()['id']}/"
    assert client.patch(url, {"name": "Zoë"}, **JSON).json()["max_age"] == 12
    assert client.delete(url).status_code == 204 and client.get(url).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "x" * 300},
        {"name": " "},
        {"pin": "12"},
        {"max_age": 99},
        {"is_child": True},
        {"avatar": "none"},
        {"only_allowed": True},
    ],
)
def test_bad_input_is_refused(household: Household, wrong: dict[str, Any]) -> None:
    client = household.browser(household.main)
    assert client.post("/api/v1/profiles/", {"name": "Zo"} | wrong, **JSON).status_code == 400
    assert client.patch(f"/api/v1/profiles/{household.ben.pk}/", wrong, **JSON).status_code == 400
    household.ben.refresh_from_db()
    assert (household.ben.name, household.ben.max_age, household.ben.pin) == ("Ben", None, "")


def test_profiles_are_put_in_order_and_those_of_others_are_left_alone(household: Household, bob: User) -> None:
    bobs = Visitor(bob.pk, "").viewer()
    keys = [household.mia.pk, bobs.pk, household.ben.pk, household.main.pk]
    client = household.browser(household.main)
    answer = client.put("/api/v1/profiles/order/", {"profiles": keys}, **JSON)
    assert [one["id"] for one in answer.json()] == [household.main.pk, household.mia.pk, household.ben.pk]
    assert client.put("/api/v1/profiles/order/", {"profiles": ["x"]}, **JSON).status_code == 400
    assert Viewer.objects.get(pk=bobs.pk).position == 0


def test_whoever_makes_a_second_profile_goes_on_as_before(bob: User) -> None:
    client = SiteClient()
    client.force_login(bob)
    assert client.post("/api/v1/profiles/", {"name": "Zoë"}, content_type="application/json").status_code == 201
    assert client.get("/api/v1/watchlist/").status_code == 200


def test_profiles_of_others_are_not_there(household: Household, bob: User) -> None:
    client = SiteClient()
    assert client.get("/api/v1/profiles/").status_code == 403
    client.force_login(bob)
    assert [one["is_main"] for one in client.get("/api/v1/profiles/").json()] == [True]
    for address in ("", "enter/", "allowed/"):
        url = f"/api/v1/profiles/{household.mia.pk}/{address}"
        answers = (client.get(url), client.patch(url, {}, **JSON), client.post(url, {}, **JSON), client.delete(url))
        assert {answer.status_code for answer in answers} <= {404, 405}, url


def test_a_child_manages_nothing_until_the_secret_is_given(guarded: Household) -> None:
    client = guarded.browser(guarded.mia)
    url = f"/api/v1/profiles/{guarded.mia.pk}/"
    assert client.patch(url, {"max_age": 18}, **JSON).status_code == 403
    assert client.delete(f"/api/v1/profiles/{guarded.ben.pk}/").status_code == 403
    assert client.post("/api/v1/profiles/", {"name": "Zo"}, **JSON).status_code == 403
    assert client.put(f"{url}allowed/", {"titles": [], "collections": []}, **JSON).status_code == 403
    assert client.post("/api/v1/profiles/unlock/", {"secret": "0000"}, **JSON).status_code == 403
    assert client.post("/api/v1/profiles/unlock/", {"secret": PIN}, **JSON).status_code == 204
    assert client.patch(url, {"max_age": 12}, **JSON).status_code == 200


def test_a_session_enters_a_profile_as_on_the_pages(guarded: Household) -> None:
    client = guarded.browser(guarded.mia)
    url = f"/api/v1/profiles/{guarded.ben.pk}/enter/"
    assert client.post(url, {}, **JSON).status_code == client.post(url, {"secret": "1"}, **JSON).status_code == 403
    assert client.post(url, {"secret": PIN}, **JSON).status_code == 204
    assert client.session[SESSION_PROFILE] == guarded.ben.pk


def token_request(user: User, profile: str) -> HttpRequest:
    """A request as the REST framework hands it on: with a token, and the header that names a profile."""
    request = HttpRequest()
    request.user, request.session = user, SiteClient().session
    request.META["HTTP_X_PROFILE"] = profile
    request.auth = "token"  # type: ignore[attr-defined]  # as the REST framework sets it
    return request


def test_the_header_chooses_a_profile_for_tokens_alone(household: Household) -> None:
    request = token_request(household.user, str(household.mia.pk))
    assert visitor_of(request).profile == household.mia and sight_of(request).max_age == 6
    assert manage_guard(request) is None, "whoever made the token managed the account"
    browser = household.browser(household.ben)
    listed = browser.get("/api/v1/profiles/", headers={"X-Profile": str(household.mia.pk)}).json()
    assert [one["name"] for one in listed if one["is_current"]] == ["Ben"]


@pytest.mark.parametrize("named", ["", "x", "1" * 30, "{mia}"])
def test_a_token_names_no_profile_of_others(household: Household, bob: User, named: str) -> None:
    own = Visitor(bob.pk, "").viewer()
    assert visitor_of(token_request(bob, named.format(mia=household.mia.pk))).profile == own


def test_what_a_child_is_allowed_is_replaced(household: Household) -> None:
    film("Wild", minimum_age=18)
    client, url = household.browser(household.main), f"/api/v1/profiles/{household.mia.pk}/allowed/"
    assert client.put(url, {"titles": ["none"], "collections": []}, **JSON).json() == {"titles": ["none"]}
    assert client.put(url, {"titles": ["wild"], "collections": []}, **JSON).json()["titles"] == ["wild"]
    assert household.browser(household.mia).get("/api/v1/titles/wild/").status_code == 200
    assert client.get(f"/api/v1/profiles/{household.ben.pk}/allowed/").status_code == 404


def test_tastes_are_a_profiles_own(household: Household) -> None:
    Genre.objects.create(name="Drama", slug="drama")
    film("Mild", minimum_age=0), film("Wild", minimum_age=18)
    ben, mia = household.browser(household.ben), household.browser(household.mia)
    said = {"genres": ["drama"], "titles": ["wild"]}
    assert ben.put("/api/v1/tastes/", said, **JSON).json() == said
    assert mia.get("/api/v1/tastes/").json() == {"genres": [], "titles": []}
    assert mia.put("/api/v1/tastes/", said, **JSON).json() == {"titles": ["wild"]}
    assert ben.put("/api/v1/tastes/", {"genres": [], "titles": ["x"] * 6}, **JSON).status_code == 400


def test_history_is_a_profiles_own(household: Household) -> None:
    mild, wild = film("Mild", minimum_age=0), film("Wild", minimum_age=18)
    for profile in (household.ben, household.mia):
        for video in (mild, wild):
            Progress.objects.create(viewer=profile, video=video, position=30.0)
    ben, mia = household.browser(household.ben), household.browser(household.mia)
    assert [row["slug"] for row in ben.get("/api/v1/history/").json()["results"]] == ["wild", "mild"]
    assert [row["slug"] for row in mia.get("/api/v1/history/").json()["results"]] == ["mild"]
    assert mia.delete("/api/v1/history/wild/").status_code == 404
    assert ben.delete("/api/v1/history/mild/").status_code == 204
    assert Progress.objects.filter(viewer=household.mia).count() == 2
    assert ben.delete("/api/v1/history/").status_code == 204
    assert not Progress.objects.filter(viewer=household.ben).exists()


def test_settings_are_a_profiles_own_and_checked(household: Household) -> None:
    ben, mia = household.browser(household.ben), household.browser(household.mia)
    sent = {"player": {"volume": 0.5, "captionStyle": {"color": "#FFF", "fontPercent": 1.5}}, "history_paused": True}
    assert ben.patch("/api/v1/settings/", sent, **JSON).json() == sent
    assert ben.patch("/api/v1/settings/", {"player": {"rate": 2}}, **JSON).json()["player"]["volume"] == 0.5
    assert mia.get("/api/v1/settings/").json() == {"history_paused": False, "player": {}}
    for wrong in ({"volume": 7}, {"other": 1}, {"muted": "yes"}, {"captionStyle": {"color": "url(x)"}}, {"rate": True}):
        assert ben.patch("/api/v1/settings/", {"player": wrong}, **JSON).status_code == 400, wrong


def test_a_watch_page_brings_what_the_profile_chose(household: Household) -> None:
    film("Mild", minimum_age=0)
    fields = {"player_settings": {"volume": 0.25, "volume_of_old": 1}, "subtitle_language": "de", "autoplay": False}
    Viewer.objects.filter(pk=household.ben.pk).update(**fields)
    page = household.browser(household.ben).get("/watch/mild/").context["config"]
    chosen = {name: value for name, value in page["profile"].items() if name != "key"}
    assert chosen == {"settings": {"volume": 0.25}, "sound": "", "subtitles": "de", "autoplay": False}


def test_a_profile_is_named_to_its_browser_by_a_key_of_its_own(household: Household) -> None:
    film("Mild", minimum_age=0)
    keys = []
    for profile in (household.ben, household.ben, household.main):
        page = household.browser(profile).get("/watch/mild/").context["config"]
        keys.append(page["profile"]["key"])
    assert keys[0] == keys[1] != keys[2]
    assert str(household.ben.pk) != keys[0]


def test_nothing_is_kept_of_somebody_anonymous_who_only_asks(db: None) -> None:
    client = SiteClient()
    assert client.get("/api/v1/history/").json()["results"] == []
    assert client.get("/api/v1/settings/").json()["player"] == {}
    assert client.get("/api/v1/tastes/").json() == {"genres": [], "titles": []}
    assert not Viewer.objects.exists()
