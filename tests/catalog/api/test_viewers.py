"""Lists and ratings over REST: Alice's are Alice's, Bob does not get them, and Carol is staff."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalog.models import Rating, Title, WatchlistEntry
from tests.clients import SiteClient, TokenlessClient

Library = dict[str, Title]
LIST, RATINGS = "/api/v1/watchlist/", "/api/v1/ratings/"
JSON = "application/json"


def rating(title: Title) -> str:
    """The address of a title's rating."""
    return f"/api/v1/titles/{title.slug}/rating/"


def signed_in(user: User) -> Client:
    """Somebody's browser."""
    browser = SiteClient()
    browser.force_login(user)
    return browser


def listed(browser: Client) -> list[str]:
    """The slugs on somebody's list."""
    return [row["title"]["slug"] for row in browser.get(LIST).json()["results"]]


def test_a_list_is_its_viewers_own(library: Library, alice: User, bob: User) -> None:
    for title in (library["ferry"], library["show"]):
        assert signed_in(alice).put(f"{LIST}{title.slug}/").status_code == 204
    assert listed(signed_in(alice)) == ["harbour", "the-last-ferry"]
    assert listed(signed_in(bob)) == listed(SiteClient()) == []
    assert signed_in(bob).delete(f"{LIST}harbour/").status_code == 204
    assert listed(signed_in(alice)) == ["harbour", "the-last-ferry"]
    signed_in(alice).delete(f"{LIST}harbour/")
    assert listed(signed_in(alice)) == ["the-last-ferry"]


def test_an_anonymous_session_keeps_a_list_too(client: Client, library: Library) -> None:
    client.put(f"{LIST}harbour/")
    assert listed(client) == ["harbour"] and listed(SiteClient()) == []


def test_a_title_hidden_meanwhile_leaves_the_list_but_for_staff(library: Library, alice: User, carol: User) -> None:
    for user in (alice, carol):
        signed_in(user).put(f"{LIST}harbour/")
        signed_in(user).put(rating(library["show"]), {"stars": 5}, content_type=JSON)
    Title.objects.filter(slug="harbour").update(published=False)
    assert listed(signed_in(alice)) == [] and signed_in(alice).get(RATINGS).json()["results"] == []
    assert listed(signed_in(carol)) == ["harbour"] and len(signed_in(carol).get(RATINGS).json()["results"]) == 1


@pytest.mark.parametrize("slug", ["rough-cut", "nowhere", "trailer"])
def test_what_cannot_be_kept_is_not_there(library: Library, alice: User, slug: str) -> None:
    Title.objects.create(kind="trailer", name="Trailer", slug="trailer", parent=library["ferry"])
    assert signed_in(alice).put(f"{LIST}{slug}/").status_code == 404
    answer = signed_in(alice).put(f"/api/v1/titles/{slug}/rating/", {"stars": 3}, content_type=JSON)
    assert answer.status_code == 404
    assert not WatchlistEntry.objects.exists() and not Rating.objects.exists()


def test_a_full_list_is_said(library: Library, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.keeping.MAX_WATCHLIST", 1)
    signed_in(alice).put(f"{LIST}harbour/")
    answer = signed_in(alice).put(f"{LIST}night-market/")
    assert answer.status_code == 409 and "holds 1 titles" in answer.json()["detail"]


def test_a_rating_is_set_in_parts_read_and_taken_back(library: Library, alice: User, bob: User) -> None:
    url = rating(library["ferry"])
    assert signed_in(alice).get(url).json() == {"liking": 0, "stars": None}
    signed_in(alice).put(url, {"liking": 1}, content_type=JSON)
    assert signed_in(alice).put(url, {"stars": 4}, content_type=JSON).json() == {"liking": 1, "stars": 4}
    assert signed_in(bob).get(url).json() == {"liking": 0, "stars": None}
    signed_in(bob).delete(url)
    (row,) = signed_in(alice).get(RATINGS).json()["results"]
    assert (row["title"]["slug"], row["stars"]) == ("the-last-ferry", 4)
    signed_in(alice).delete(url)
    assert not Rating.objects.exists()


@pytest.mark.parametrize("body", [{"stars": 6}, {"stars": 0}, {"liking": 2}, {"stars": "many"}])
def test_a_rating_out_of_bounds_is_refused_at_its_field(library: Library, alice: User, body: dict[str, object]) -> None:
    answer = signed_in(alice).put(rating(library["ferry"]), body, content_type=JSON)
    assert answer.status_code == 400 and list(answer.json()) == list(body)
    assert not Rating.objects.exists()


def test_nothing_is_kept_without_the_csrf_token(library: Library, alice: User) -> None:
    browser = TokenlessClient()
    browser.force_login(alice)
    assert browser.put(f"{LIST}harbour/").status_code == 403 and not WatchlistEntry.objects.exists()
