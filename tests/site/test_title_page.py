"""The page of a title: what it plays, its seasons, and what it leads to."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Collection, Country, Title
from catalog.services import credit_add, episode_get_or_create, film_get_or_create, show_get_or_create
from playback.models import Progress, Video
from shopping.models import Feed, Match, Product
from tests.clients import SiteClient
from trendflix.accounts.visitors import Visitor
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db


def filmed(title: Title, seconds: float = 4740.0) -> Title:
    """The title with a film that plays, in which one garment has a product."""
    video = Video.objects.create(title=title, package_key="k", duration=seconds)
    reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
    worn = Garment.objects.create(analysis=reading, category="top", vector=b"\0\0", model="m")
    feed, _ = Feed.objects.get_or_create(name="Shop", slug="shop")
    fields = {"title": f"Coat of {title.slug}", "link": "https://shop.example/"}
    Match.objects.create(garment=worn, product=Product.objects.create(feed=feed, product_id=title.slug, **fields))
    return title


@pytest.fixture
def ferry() -> Title:
    """A film that plays."""
    return filmed(film_get_or_create("Ferry", 2026)[0])


@pytest.fixture
def show() -> Title:
    """A show of two seasons of two episodes, the first a file that holds two, and a special."""
    made, _ = show_get_or_create("Harbour")
    for season, number in ((0, 1), (1, 1), (1, 3), (2, 1), (2, 2)):
        filmed(episode_get_or_create(made, season, number, f"Tide {season}.{number}")[0], 1500.0)
    Title.objects.filter(name="Tide 1.1").update(last_number=2)
    return made


def page(address: str, user: User | None = None) -> str:
    """The page's text as somebody sees it."""
    client = SiteClient()
    if user:
        client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def watched(user: User, name: str, position: float, is_watched: bool) -> None:
    """Let somebody have watched an episode so far."""
    video = Video.objects.get(title__name=name)
    viewer = Visitor(user.pk, "").viewer()
    Progress.objects.create(viewer=viewer, video=video, position=position, watched=is_watched)


def test_play_plays_at_one_click_and_says_where_it_goes_on(ferry: Title, alice: User) -> None:
    shown = page("/title/ferry/", alice)
    assert 'href="/watch/ferry/?play=1"' in shown and "</span> Play</a>" in shown and "1 h 19 min" in shown
    watched(alice, "Ferry", 760.0, False)
    assert "Resume 12:40" in page("/title/ferry/", alice)
    Progress.objects.update(watched=True)
    assert "Resume" not in page("/title/ferry/", alice)


def test_a_show_plays_the_episode_that_comes_next(show: Title, alice: User) -> None:
    assert "Play S1 E1–E2" in page("/title/harbour/", alice)
    watched(alice, "Tide 1.1", 1500.0, True)
    assert "Play S1 E3" in page("/title/harbour/", alice)
    watched(alice, "Tide 1.3", 90.0, False)
    shown = page("/title/harbour/", alice)
    assert "Resume S1 E3 1:30" in shown and 'href="/watch/harbour-s01e03/?play=1"' in shown


def test_seasons_are_shown_one_at_a_time_with_how_far_one_is(show: Title, alice: User) -> None:
    watched(alice, "Tide 1.1", 1500.0, True)
    first, second, specials = (page(f"/title/harbour/?season={number}", alice) for number in (1, 2, 0))
    assert "Tide 1.1" in first and "Tide 2.1" not in first and "1–2" in first
    assert "Tide 2.1" in second and "Tide 1.1" not in second and "Tide 0.1" in specials
    assert "1 of 2 watched" in first and "Next up" in first and "Specials" in first
    assert "2 seasons" in first  # specials are none
    assert first.index("Season 2") < first.index("Specials")
    assert "Tide 1.3" in page("/title/harbour/?season=99", alice)


def test_the_season_that_one_is_in_is_shown_first(show: Title, alice: User) -> None:
    for name in ("Tide 1.1", "Tide 1.3"):
        watched(alice, name, 1500.0, True)
    assert "Tide 2.1" in page("/title/harbour/", alice)


def test_what_is_worn_is_a_button_and_a_few_products(ferry: Title, show: Title) -> None:
    shown = page("/title/ferry/")
    assert "Shop 1 piece" in shown and 'href="/title/ferry/worn/"' in shown and "Coat of ferry" in shown
    assert 'href="/title/harbour-s01e01/worn/"' in page("/title/harbour/")


def test_cast_crew_countries_and_collections_lead_on(ferry: Title) -> None:
    credit_add(ferry, "Maya Okoye", "actor", "Lia")
    credit_add(ferry, "Jon Aske", "director")
    ferry.countries.add(Country.objects.create(code="PT"))
    Collection.objects.create(name="Boats", slug="boats").items.create(title=ferry)
    shown = page("/title/ferry/")
    for words in ('href="/person/maya-okoye/"', "Lia", 'href="/person/jon-aske/"', "Portugal", "/collection/boats/"):
        assert words in shown, words


def test_trailers_and_editions_play_at_one_click_and_never_hidden_ones(ferry: Title) -> None:
    for kind, name in (("trailer", "teaser"), ("edition", "cut"), ("edition", "draft")):
        filmed(Title.objects.create(kind=kind, name=name.title(), slug=name, parent=ferry))
    Title.objects.filter(slug="draft").update(published=False)
    shown = page("/title/ferry/")
    assert 'href="/watch/teaser/?play=1"' in shown and 'href="/watch/cut/?play=1"' in shown and "draft" not in shown


def test_a_title_of_which_nothing_is_known_has_no_empty_parts() -> None:
    film_get_or_create("Bare")
    shown = page("/title/bare/")
    for words in ("Details", "Cast", "More like this", "Shop 1", "Episodes", "/watch/"):
        assert f">{words}" not in shown and f'"{words}' not in shown, words


def test_more_episodes_people_and_pieces_cost_no_more_queries(
    client: Client, show: Title, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4, 40):
        filmed(episode_get_or_create(show, 1, number)[0])
        credit_add(show, f"Actor {number}", "actor")
    with django_assert_num_queries(27):
        client.get("/title/harbour/?season=1")


def test_a_season_of_many_episodes_stands_on_pages(show: Title) -> None:
    for number in range(4, 60):
        episode_get_or_create(show, 1, number)
    shown = page("/title/harbour/?season=1")
    assert "?season=1&amp;page=2" in shown and "Page 1 of 2" in shown
