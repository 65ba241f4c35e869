"""Seasons, episodes, people, collections and what titles are filed under, over REST."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Collection, Title
from catalog.services import (
    collection_titles_set,
    countries_set,
    credit_add,
    episode_get_or_create,
    languages_set,
)

Library = dict[str, Title]
API = "/api/v1/"


def found(client: Client, address: str) -> list[Any]:
    """The rows of a list."""
    answer = client.get(f"{API}{address}").json()
    rows: list[Any] = answer if isinstance(answer, list) else answer["results"]
    return rows


def test_seasons_count_the_episodes_that_one_sees(client: Client, library: Library, carol: User) -> None:
    show = library["show"]
    episode_get_or_create(show, 0, 1, "Behind the fog")
    episode_get_or_create(show, 1, 3, "Double", last=4)
    episode_get_or_create(show, 2, 1, "Later", published=False)
    seasons = found(client, "titles/harbour/seasons/")
    assert [(season["number"], season["episodes"]) for season in seasons] == [(0, 1), (1, 2)]
    client.force_login(carol)
    assert len(found(client, "titles/harbour/seasons/")) == 3


def test_episodes_come_by_number_and_say_the_last_of_a_file(
    client: Client, library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    episode_get_or_create(library["show"], 1, 3, "Double", last=4)
    with django_assert_num_queries(6):
        rows = found(client, "titles/harbour/seasons/1/episodes/")
    assert [(row["number"], row["last_number"]) for row in rows] == [(2, None), (3, 4)]


@pytest.mark.parametrize("address", ["titles/harbour/seasons/7/episodes/", "titles/night-market/seasons/"])
def test_what_is_no_show_or_season_is_not_there(client: Client, library: Library, address: str) -> None:
    assert client.get(f"{API}{address}").status_code == 404


def test_people_are_those_with_something_to_see(client: Client, library: Library, carol: User) -> None:
    credit_add(library["hidden"], "Zoe Hidden", "actor")
    credit_add(library["episode"], "Ada Brandt", "director")
    assert [row["slug"] for row in found(client, "people/")] == ["ada-brandt", "ines-carvalho"]
    assert client.get(f"{API}people/zoe-hidden/").status_code == 404
    assert client.get(f"{API}people/zoe-hidden/titles/").status_code == 404
    assert [row["slug"] for row in found(client, "people/ada-brandt/titles/")] == ["harbour"]
    assert [row["slug"] for row in found(client, "people/ines-carvalho/titles/")] == ["the-last-ferry"]
    client.force_login(carol)
    assert client.get(f"{API}people/zoe-hidden/").json()["name"] == "Zoe Hidden"


def test_a_collection_lists_what_one_sees_in_its_order(client: Client, library: Library, carol: User) -> None:
    boats = Collection.objects.create(name="Boats", slug="boats")
    collection_titles_set(boats, [library["show"], library["hidden"], library["ferry"], library["market"]])
    Collection.objects.create(name="Draft", slug="draft", published=False)
    assert [row["slug"] for row in found(client, "collections/")] == ["boats"]
    titles = "collections/boats/titles/?page_size=2"
    assert [row["slug"] for row in found(client, titles)] == ["harbour", "the-last-ferry"]
    after = client.get(client.get(f"{API}{titles}").json()["next"]).json()
    assert [row["slug"] for row in after["results"]] == ["night-market"] and after["next"] is None
    assert client.get(f"{API}collections/draft/titles/").status_code == 404
    client.force_login(carol)
    assert len(found(client, "collections/boats/titles/")) == 4


def test_genres_countries_and_languages_are_those_of_what_one_sees(client: Client, library: Library) -> None:
    countries_set(library["ferry"], ["FR", "JP"])
    countries_set(library["hidden"], ["DE"])
    languages_set(library["market"], ["pt-BR"])
    assert found(client, "genres/") == [{"slug": "drama", "name": "Drama"}]
    assert found(client, "countries/") == [{"code": "FR", "name": "France"}, {"code": "JP", "name": "Japan"}]
    assert found(client, "languages/") == [{"code": "pt-BR", "name": "Portuguese (Brazil)"}]
