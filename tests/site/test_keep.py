"""The buttons of a title: my list, like and dislike."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from catalog import keeping
from catalog.models import Rating, Title, WatchlistEntry
from catalog.services import film_get_or_create
from tests.clients import SiteClient, TokenlessClient

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def ferry() -> Title:
    """A film."""
    return film_get_or_create("Ferry")[0]


def pressed(text: str) -> list[bool]:
    """Which of the three buttons before the stars are pressed."""
    return [state == "true" for state in re.findall(r'aria-pressed="(\w+)"', text)][:3]


def stars(text: str) -> tuple[int, int]:
    """(the pressed star, how many are filled)."""
    chosen = re.findall(r'id="stars-(\d)"[^>]*aria-pressed="true"', text)
    return int(chosen[0]) if chosen else 0, text.count('class="given"')


def test_a_title_goes_on_the_list_and_off_it_without_scripts(client: Client) -> None:
    answer = client.post("/title/ferry/keep/", {"list": "1"})
    assert answer.status_code == 302 and answer["Location"] == "/title/ferry/"
    assert WatchlistEntry.objects.count() == 1 and pressed(client.get("/title/ferry/").content.decode())[0]
    client.post("/title/ferry/keep/", {"list": "0"})
    assert not WatchlistEntry.objects.exists()


def test_a_script_gets_the_buttons_anew(client: Client) -> None:
    answer = client.post("/title/ferry/keep/", {"liking": "1"}, headers=HTMX)
    assert answer.status_code == 200 and pressed(answer.content.decode()) == [False, True, False]
    answer = client.post("/title/ferry/keep/", {"liking": "-1"}, headers=HTMX)
    assert pressed(answer.content.decode()) == [False, False, True]
    client.post("/title/ferry/keep/", {"liking": "0"}, headers=HTMX)
    assert Rating.objects.get().liking == 0


def test_stars_are_given_changed_and_taken_back_and_the_liking_stays(client: Client) -> None:
    client.post("/title/ferry/keep/", {"liking": "1"})
    for sent, shown in (("4", (4, 4)), ("2", (2, 2)), ("0", (0, 0))):
        text = client.post("/title/ferry/keep/", {"stars": sent}, headers=HTMX).content.decode()
        assert stars(text) == shown and stars(client.get("/title/ferry/").content.decode()) == shown
        assert pressed(text)[1]
    assert Rating.objects.get().stars is None


@pytest.mark.parametrize(
    "sent", [{}, {"stars": "6"}, {"stars": "x"}, {"liking": "7"}, {"list": "x"}, {"liking": "1; drop"}]
)
def test_what_the_buttons_never_send_changes_nothing(client: Client, sent: dict[str, str]) -> None:
    assert client.post("/title/ferry/keep/", sent).status_code == 302
    assert not Rating.objects.exists() and not WatchlistEntry.objects.exists()


def test_each_keeps_their_own(client: Client, alice: User, bob: User) -> None:
    for who, liking in ((alice, "1"), (bob, "-1")):
        browser = SiteClient()
        browser.force_login(who)
        browser.post("/title/ferry/keep/", {"liking": liking})
        assert pressed(browser.get("/title/ferry/").content.decode())[1:] == [liking == "1", liking == "-1"]
    assert pressed(client.get("/title/ferry/").content.decode()) == [False, False, False]


def test_a_full_list_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MAX_WATCHLIST", 0)
    answer = client.post("/title/ferry/keep/", {"list": "1"}, headers=HTMX)
    assert "remove some first" in answer.content.decode() and not WatchlistEntry.objects.exists()


def test_nothing_is_kept_of_a_hidden_title_nor_without_the_token_nor_by_a_link(client: Client) -> None:
    assert TokenlessClient().post("/title/ferry/keep/", {"list": "1"}).status_code == 403
    assert client.get("/title/ferry/keep/").status_code == 405
    Title.objects.update(published=False)
    assert client.post("/title/ferry/keep/", {"list": "1"}).status_code == 404
    assert not WatchlistEntry.objects.exists()
