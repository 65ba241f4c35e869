"""Every address that the resolver knows has a rule here, and keeps it; one without a rule fails.

The cast: Alice's household (Ben an adult, Mia a child of six), and Bob, who has an account of his own. Zanzibar is a
film for adults, with everything that a film has; Meadow is one for everybody.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from catalog.models import Collection, Rating, Title, WatchlistEntry
from catalog.services import collection_titles_set, credit_add, episode_get_or_create, genres_set, show_get_or_create
from playback.models import Progress
from playback.streaming.access import stream_url
from shopping.models import Lookup, Match
from tests.clients import SiteClient
from tests.site.profiles.address_rules import RULES, Rule
from tests.site.profiles.conftest import Household
from tests.site.test_visibility import played
from trendflix.accounts.visitors import visitor_of_user

SLUG = "zanzibar"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
QUERIES = {"search/": "?q=zanzibar", "suggestions/": "?q=zanzibar", "rows/": "?from=0", "people/": "?q=zanzibar"}


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """All routes; the admin's, which has tests of its own, as one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern) or route == "admin/":
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def of(*rules: Rule) -> list[str]:
    """The routes with these rules."""
    return [route for route, rule in RULES.items() if rule in rules]


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    known = set(routes())
    assert known - set(RULES) == set(), "say in address_rules.py who may see what at these addresses"
    assert set(RULES) - known == set()


@dataclass(frozen=True)
class World:
    """The cast and the film for adults."""

    household: Household
    film: Title
    show: Title

    def addresses(self, route: str) -> list[str]:
        """What a route stands for, where it is about the film or the show for adults."""
        values: dict[str, list[Any]] = {
            "<uslug:slug>": [self._slug(route)],
            "<int:number>": [1],
            "<int:garment>": [self.match.garment_id],
            "<int:product>": [self.match.product_id],
        }
        if route.startswith("media/"):
            return [getattr(self.film, name).url for name in ("poster", "backdrop", "still")] + [self.photo]
        if route.startswith("stream/"):
            ben = visitor_of_user(self.household.user, self.household.ben.pk)
            files = ("hls/k/0.m4s", "hls/k/still.jpg", "subtitles/1.vtt", "garments/k/0.webp")
            return [stream_url(self.film.video, ben, file) for file in files]
        if route.startswith("still/"):
            return [f"/still/{self.film.video.pk}/k.jpg"]
        for mark, found in values.items():
            route = route.replace(mark, str(found[0]))
        return [f"/{route}"]

    @property
    def match(self) -> Match:
        """A garment of the film beside a product."""
        return Match.objects.get(product__product_id=SLUG)

    @property
    def photo(self) -> str:
        """The photograph of somebody who is in this film alone."""
        return str(self.film.credits.get().person.photo.url)

    def _slug(self, route: str) -> str:
        if "seasons/" in route:
            return self.show.slug
        return {"person": "zoe-zanzibar", "people": "zoe-zanzibar", "collection": "c"}.get(
            route.removeprefix("api/v1/").split("/")[0].removesuffix("s"), SLUG
        )


@pytest.fixture
def world(household: Household) -> World:
    """Everything that both profiles would have kept of both films, had they been adults."""
    film = played(Title.objects.create(name="Zanzibar", slug=SLUG, minimum_age=18))
    meadow = played(Title.objects.create(name="Meadow", slug="meadow", minimum_age=0))
    show, _ = show_get_or_create("Zanzibar Nights")
    played(episode_get_or_create(show, 1, 1, "Dusk at Zanzibar")[0])
    credit_add(film, "Zoe Zanzibar", "actor").person.photo.save("zoe.jpg", ContentFile(b"data"))
    for field in ("poster", "backdrop", "still"):
        getattr(film, field).save(f"{field}.jpg", ContentFile(b"data"))
    collection = Collection.objects.create(name="Zanzibar by night", slug="c")
    collection_titles_set(collection, [film])
    genres_set(film, ["Drama", "Zanzibarian"])
    for viewer in (household.ben, household.mia):
        for title in (film, meadow):
            WatchlistEntry.objects.create(viewer=viewer, title=title)
            Rating.objects.create(viewer=viewer, title=title, liking=1)
            Progress.objects.create(viewer=viewer, video=title.video, position=20.0)
    return World(household, film, show)


def statuses(client: Client, url: str) -> dict[str, int]:
    """Method → status, of the methods that an address takes."""
    sent: dict[str, Any] = {"position": 5, "t": 1, "box": [0, 0, 1, 1], "words": "coat", "list": "1", "liking": 1}
    found = {}
    for method in METHODS:
        answer = client.generic(method, url, json.dumps(sent), content_type="application/json")
        if answer.status_code != 405:
            found[method] = answer.status_code
    return found


@pytest.mark.parametrize("route", of(Rule.SEEN))
def test_what_a_child_may_not_see_is_not_there_whatever_is_asked(world: World, route: str) -> None:
    child, adult = world.household.browser(world.household.mia), world.household.browser(world.household.ben)
    for url in world.addresses(route):
        found = statuses(child, url)
        if "dislikes" in route:
            assert found.pop("DELETE") == 204, "of nothing that was said"
        assert set(found.values()) == {404}, url
        assert 404 not in {status for method, status in statuses(adult, url).items() if method != "DELETE"}, url
    assert Progress.objects.get(viewer=world.household.mia, video=world.film.video).position == 20.0
    assert not Lookup.objects.filter(viewer=world.household.mia).exists()


@pytest.mark.parametrize("route", of(Rule.LIST))
def test_lists_hold_nothing_that_a_child_may_not_see(world: World, route: str) -> None:
    url = f"/{route}".replace("<uslug:slug>", "drama") + QUERIES.get(route, "")
    child, adult = (world.household.browser(who) for who in (world.household.mia, world.household.ben))
    page = child.get(url)
    assert page.status_code == 200
    told = page.content.decode().replace("q=zanzibar", "").replace('value="zanzibar"', "")
    for name in ("Zanzibar<", 'Zanzibar"', "Dusk", "/zanzibar/", "zanzibarian", "Zanzibar by night", "zoe-zanzibar"):
        assert name not in told, (url, name)
    assert "anzibar" in adult.get(url).content.decode() or route in ("api/v1/tastes/",)


@pytest.mark.parametrize("route", of(Rule.OWN, Rule.MANAGED))
def test_rows_of_one_account_are_not_there_for_another(world: World, bob: User, route: str) -> None:
    if "<" not in route or "saved" in route:
        pytest.skip("names no row")
    other = SiteClient()
    other.force_login(bob)
    lookup = Lookup.objects.create(viewer=world.household.ben, kind="words", video=world.film.video)
    url = f"/{route}".replace("<int:pk>", str(world.household.mia.pk)).replace("<uuid:pk>", str(lookup.pk))
    url = url.replace("<int:product>", str(world.match.product_id))
    assert set(statuses(other, url).values()) == {404}, url
    anonymous = statuses(SiteClient(), url)
    assert set(anonymous.values()) <= {302, 403, 404}, url


@pytest.mark.parametrize("route", of(Rule.MANAGED))
def test_a_child_is_asked_for_the_secret_before_anything_is_managed(world: World, route: str) -> None:
    child = world.household.browser(world.household.mia)
    url = f"/{route}".replace("<int:pk>", str(world.household.ben.pk))
    reading = ("GET",) if url.startswith("/api/v1/profiles/") and url.endswith(f"/{world.household.ben.pk}/") else ()
    for method, status in statuses(child, url).items():
        assert method in reading or status in (302, 403, 404), (method, url)
        answer = child.generic(method, url)
        assert answer.status_code != 302 or answer["Location"].startswith("/profiles/unlock/"), (method, url)
    assert {str(one) for one in type(world.household.ben).objects.filter(user=world.household.user)} == {
        "alice",
        "Ben",
        "Mia",
    }


@pytest.mark.parametrize("route", of(Rule.STAFF))
def test_what_is_for_staff_is_for_no_viewer(world: World, route: str) -> None:
    url = f"/{route}".replace("<int:pk>", "1")
    for client in (SiteClient(), world.household.browser(world.household.ben)):
        assert set(statuses(client, url).values()) == {403}


@pytest.mark.parametrize("route", of(Rule.STAFF))
def test_a_child_of_an_administrator_manages_nothing(world: World, route: str) -> None:
    User.objects.filter(pk=world.household.user.pk).update(is_staff=True, is_superuser=True)
    child = world.household.browser(world.household.mia)
    assert set(statuses(child, f"/{route}".replace("<int:pk>", "1")).values()) == {403}


@pytest.mark.parametrize("route", of(Rule.ADMIN))
def test_pages_of_the_admin_are_for_no_viewer(world: World, route: str) -> None:
    url = f"/{route}".replace("<int:pk>", str(world.match.garment_id))
    for client in (SiteClient(), world.household.browser(world.household.ben)):
        assert set(statuses(client, url).values()) <= {302, 403}, url


def test_the_page_of_a_product_names_no_title_that_a_child_may_not_see(world: World) -> None:
    product = world.match.product
    child, adult = world.household.browser(world.household.mia), world.household.browser(world.household.ben)
    url = adult.get(f"/product/{product.pk}/")["Location"]
    assert "/title/zanzibar/" in adult.get(url).content.decode()
    assert "/title/zanzibar/" not in child.get(url).content.decode()


def test_another_profile_of_the_account_has_a_list_and_a_history_of_its_own(world: World) -> None:
    main = world.household.browser(world.household.main)
    for url in ("/my-list/", "/history/", "/api/v1/watchlist/", "/api/v1/ratings/", "/api/v1/history/"):
        assert "Meadow" not in main.get(url).content.decode(), url


def test_sitemaps_are_not_there_for_a_child(world: World) -> None:
    child, adult = world.household.browser(world.household.mia), world.household.browser(world.household.ben)
    for url in ("/sitemap.xml", "/sitemap-titles.xml"):
        assert child.get(url).status_code == 404 and adult.get(url).status_code == 200, url
    assert "/title/zanzibar/" in adult.get("/sitemap-titles.xml").content.decode()


def test_an_unrated_film_is_one_for_adults_everywhere(world: World) -> None:
    Title.objects.filter(pk=world.film.pk).update(minimum_age=None)
    child = world.household.browser(world.household.mia)
    assert child.get("/title/zanzibar/").status_code == child.get("/watch/zanzibar/").status_code == 404
    assert "Zanzibar" not in child.get("/browse/").content.decode()


def test_the_rights_of_staff_do_not_lift_the_limit(world: World) -> None:
    User.objects.filter(pk=world.household.user.pk).update(is_staff=True, is_superuser=True)
    child = world.household.browser(world.household.mia)
    assert child.get("/title/zanzibar/").status_code == 404 and "/admin/" not in child.get("/").content.decode()
    assert world.household.browser(world.household.ben).get("/title/zanzibar/").status_code == 200


def test_a_picture_that_only_some_see_is_kept_by_no_shared_cache(world: World) -> None:
    answer = world.household.browser(world.household.ben).get(world.film.poster.url)
    assert answer["Cache-Control"].startswith("private")
    timeline = world.household.browser(world.household.mia).get("/api/v1/titles/meadow/timeline/")
    assert timeline["Cache-Control"].startswith("private")
