"""The library in the admin."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Title

Library = dict[str, Title]
TITLES = "/admin/catalog/title/"


@pytest.fixture
def desk(client: Client, carol: User) -> Client:
    """Carol at her desk."""
    client.force_login(carol)
    return client


def test_a_title_without_a_film_links_to_the_form_that_adds_one(desk: Client, library: Library) -> None:
    page = desk.get(TITLES).content.decode()
    assert f"/admin/playback/video/add/?title={library['ferry'].pk}" in page and "Shows hold episodes." in page


def test_titles_are_hidden_and_published_from_the_list(desk: Client, library: Library) -> None:
    chosen = [library["ferry"].pk, library["hidden"].pk]
    desk.post(TITLES, {"action": "publish", "_selected_action": chosen})
    assert set(Title.objects.filter(pk__in=chosen).values_list("published", flat=True)) == {True}
    desk.post(TITLES, {"action": "unpublish", "_selected_action": chosen})
    assert set(Title.objects.filter(pk__in=chosen).values_list("published", flat=True)) == {False}


@pytest.mark.parametrize("page", ["title", "season", "genre", "person"])
def test_every_list_and_form_opens(desk: Client, library: Library, page: str) -> None:
    assert desk.get(f"/admin/catalog/{page}/").status_code == 200
    assert desk.get(f"/admin/catalog/{page}/add/").status_code == 200


def test_an_episode_without_its_season_is_refused_in_words(desk: Client, library: Library) -> None:
    form = {"kind": "episode", "name": "Odd", "slug": "odd", "credits-TOTAL_FORMS": 0, "credits-INITIAL_FORMS": 0}
    response = desk.post(f"{TITLES}add/", form)
    assert response.status_code == 200 and not Title.objects.filter(slug="odd").exists()
    assert "An episode has a season and a number" in response.content.decode()


def test_a_longer_list_costs_no_more_queries(desk: Client, library: Library) -> None:
    from django.db import connection

    with CaptureQueriesContext(connection) as few:
        desk.get(TITLES)
    for number in range(8):
        Title.objects.create(name=f"T{number}", slug=f"t{number}")
    with CaptureQueriesContext(connection) as more:
        desk.get(TITLES)
    assert len(more) <= len(few)
