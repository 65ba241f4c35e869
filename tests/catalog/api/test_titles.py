"""Titles over REST."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from rest_framework.throttling import ScopedRateThrottle

from catalog.api.filters import titles_filtered
from catalog.models import Collection, Title, TitleStats
from catalog.selectors import browsed
from catalog.services import collection_titles_set, countries_set, extra_create, genres_set, languages_set
from tests.plans import scans
from trendflix.accounts.sight import EVERYBODY

Library = dict[str, Title]
LIST = "/api/v1/titles/"


def test_titles_are_listed_page_by_page(client: Client, library: Library) -> None:
    page = client.get(LIST).json()
    assert [row["slug"] for row in page["results"]] == ["harbour", "night-market", "the-last-ferry"]
    assert next(row for row in page["results"] if row["slug"] == "night-market")["genres"] == ["drama"]


def test_titles_are_searched_page_by_page(client: Client, library: Library) -> None:
    page = client.get(LIST, {"q": "nihgt market"}).json()
    assert page["next"] is None and [row["slug"] for row in page["results"]] == ["night-market"]
    assert client.get(LIST, {"q": "rough"}).json()["results"] == []
    Title.objects.create(name="Last Ferry Home", slug="home")
    first = client.get(LIST, {"q": "last ferry", "page_size": "1"}).json()
    second = client.get(first["next"]).json()
    assert {row["slug"] for page in (first, second) for row in page["results"]} == {"the-last-ferry", "home"}
    assert second["next"] is None and client.get(second["previous"]).json()["results"] == first["results"]


def test_one_title_is_read_by_its_slug(client: Client, library: Library) -> None:
    assert client.get(f"{LIST}harbour-s01e02/").json()["name"] == "Fog"


def test_what_one_may_not_see_is_not_there(client: Client, library: Library, carol: User) -> None:
    assert client.get(f"{LIST}rough-cut/").status_code == 404
    client.force_login(carol)
    assert client.get(f"{LIST}rough-cut/").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_library_is_not_written_over_rest(client: Client, library: Library, carol: User, method: str) -> None:
    client.force_login(carol)
    assert getattr(client, method)(f"{LIST}harbour/").status_code == 405


def test_a_longer_list_costs_no_more_queries(
    client: Client, library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        genres_set(Title.objects.create(name=f"T{number}", slug=f"t{number}"), ["Drama", f"G{number}"])
    with django_assert_num_queries(4):
        client.get(LIST)


def slugs(client: Client, **query: Any) -> list[str]:
    """The slugs of a list."""
    return [row["slug"] for row in client.get(LIST, query).json()["results"]]


@pytest.fixture
def filed(db: None) -> None:
    """Three films that differ in everything that can be asked for, and one that nothing is known of."""
    rows = [
        ("Alba", 1999, "FR", "fr", 0, 80, 0),
        ("Brise", 2010, "DE", "de", 12, 95, 3),
        ("Cap", 2020, "FR", "de", 18, 150, 1),
    ]
    for name, year, country, language, age, minutes, pieces in rows:
        film = Title.objects.create(name=name, slug=name.lower(), year=year, minimum_age=age, runtime=minutes * 60)
        countries_set(film, [country])
        languages_set(film, [language])
        genres_set(film, ["Drama" if year < 2015 else "Western"])
        TitleStats.objects.create(title=film, pieces=pieces, trend=pieces / 2, rating=age / 20)
    Title.objects.create(name="Dune", slug="dune")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["dune", "cap", "brise", "alba"]),
        ({"genre": "drama"}, ["brise", "alba"]),
        ({"genre": "nonsense"}, []),
        ({"year_min": 2000, "year_max": 2010}, ["brise"]),
        ({"country": "fr"}, ["cap", "alba"]),
        ({"language": "de", "country": "FR"}, ["cap"]),
        ({"age": 12}, ["brise", "alba"]),
        ({"minutes_min": 90, "minutes_max": 150}, ["cap", "brise"]),
        ({"shoppable": "true"}, ["cap", "brise"]),
        ({"shoppable": "false"}, ["dune", "alba"]),
        ({"kind": "show"}, []),
        ({"sort": "name"}, ["alba", "brise", "cap", "dune"]),
        ({"sort": "year"}, ["cap", "brise", "alba"]),
        ({"sort": "trending"}, ["brise", "cap"]),
        ({"sort": "rating", "country": "FR"}, ["cap"]),
    ],
)
def test_titles_are_filtered_and_sorted(client: Client, filed: None, query: dict[str, Any], found: list[str]) -> None:
    assert slugs(client, **query) == found


@pytest.mark.parametrize("sort", ["new", "name", "year", "trending", "rating"])
def test_every_order_is_paged_without_gap(client: Client, filed: None, sort: str) -> None:
    page, found = client.get(LIST, {"sort": sort, "page_size": "1"}).json(), list[str]()
    while page["results"]:
        found += [row["slug"] for row in page["results"]]
        page = client.get(page["next"]).json() if page["next"] else {"results": []}
    assert found == slugs(client, sort=sort)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "episode"}, "kind"),
        ({"year_min": "old"}, "year_min"),
        ({"year_min": 2010, "year_max": 2000}, "year_max"),
        ({"age": 99}, "age"),
        ({"sort": "luck"}, "sort"),
        ({"shoppable": "perhaps"}, "shoppable"),
        ({"cursor": "?"}, "cursor"),
        ({"page_size": 1000}, "page_size"),
        ({"country": "FRA"}, "country"),
        ({"q": "ferry", "year_min": "old"}, "year_min"),
    ],
)
def test_a_parameter_that_means_nothing_is_named(client: Client, query: dict[str, Any], field: str) -> None:
    response = client.get(LIST, query)
    assert response.status_code == 400 and list(response.json()) == [field]


@pytest.mark.parametrize("sort", ["new", "name", "year", "trending", "rating"])
def test_an_order_reads_no_table_of_titles_from_end_to_end(db: None, sort: str) -> None:
    rows = titles_filtered(browsed(EVERYBODY), {"sort": sort, "country": "FR", "shoppable": True})[:50]
    assert scans(rows, "catalog_title ", "catalog_titlestats ") == []


def test_a_title_names_its_people_its_extras_and_its_collections(
    client: Client, library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    trailer = extra_create(library["ferry"], Title.Kind.TRAILER)
    extra_create(library["ferry"], Title.Kind.EDITION, "Director's cut", published=False)
    for name, published in (("Boats", True), ("Secret", False)):
        collection = Collection.objects.create(name=name, slug=name.lower(), published=published)
        collection_titles_set(collection, [library["ferry"]])
    with django_assert_num_queries(7):
        found = client.get(f"{LIST}the-last-ferry/").json()
    assert found["credits"] == [
        {"slug": "ines-carvalho", "name": "Ines Carvalho", "role": "actor", "character": "Ines"}
    ]
    assert [extra["slug"] for extra in found["extras"]] == [trailer.slug]
    assert [collection["slug"] for collection in found["collections"]] == ["boats"]
    assert client.get(f"{LIST}{trailer.slug}/").json()["of_title"] == "the-last-ferry"
    episode = client.get(f"{LIST}harbour-s01e02/").json()
    assert (episode["show"], episode["season"], episode["number"]) == ("harbour", 1, 2)


def test_an_answer_that_did_not_change_is_not_sent_again(client: Client, library: Library) -> None:
    first = client.get(LIST)
    again = client.get(LIST, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again.content == b""
    assert "private" in first["Cache-Control"] and "Cookie" in first["Vary"]
    Title.objects.filter(pk=library["ferry"].pk).update(name="The First Ferry")
    assert client.get(LIST, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_callers_who_ask_too_often_are_told_to_wait(
    client: Client, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    monkeypatch.setattr(ScopedRateThrottle, "THROTTLE_RATES", {"library": "2/min"})
    assert [client.get(LIST).status_code for _ in range(3)] == [200, 200, 429]
