"""The library over REST."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from catalog.services import genres_set

Library = dict[str, Title]
LIST = "/api/v1/titles/"


def test_titles_are_listed_page_by_page(client: Client, library: Library) -> None:
    page = client.get(LIST).json()
    assert page["count"] == 3 and {row["slug"] for row in page["results"]} == {
        "the-last-ferry",
        "night-market",
        "harbour",
    }
    assert next(row for row in page["results"] if row["slug"] == "night-market")["genres"] == ["drama"]


def test_titles_are_searched_page_by_page(client: Client, library: Library) -> None:
    page = client.get(LIST, {"q": "nihgt market"}).json()
    assert page["count"] == 1 and [row["slug"] for row in page["results"]] == ["night-market"]
    assert client.get(LIST, {"q": "rough"}).json()["results"] == []
    assert client.get(LIST, {"q": "ferry", "page": "2"}).status_code == 404


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
    with django_assert_num_queries(3):
        client.get(LIST)


@pytest.mark.django_db
def test_the_schema_describes_every_address(client: Client) -> None:
    schema = client.get("/api/v1/schema/?format=json").json()
    wanted = {"/api/v1/titles/", "/api/v1/titles/{slug}/timeline/", "/api/v1/products/", "/api/v1/jobs/"}
    assert wanted <= schema["paths"].keys()
