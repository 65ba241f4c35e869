"""The search page, which works without scripts."""

import pytest
from django.test import Client

from catalog.services import credit_add, film_get_or_create, genres_set
from tests.site.test_suggestions import film
from tests.site.test_title_page import filmed

__all__ = ["film"]
pytestmark = pytest.mark.django_db


def text(client: Client, words: str, **more: str) -> str:
    """The page's text."""
    response = client.get("/search/", {"q": words} | more)
    assert response.status_code == 200
    return response.content.decode()


def test_titles_come_first_then_people_moments_and_products(client: Client) -> None:
    shown = text(client, "red")
    places = [shown.index(f'id="{name}"') for name in ("titles", "people", "moments", "products")]
    assert places == sorted(places) and 'href="/genre/redemption/"' in shown


def test_a_moment_plays_from_its_time(client: Client) -> None:
    shown = text(client, "red dress")
    assert 'href="/watch/red-season/?t=41.0&amp;play=1"' in shown and "0:41" in shown


def test_what_was_read_into_misspelt_words_is_said(client: Client) -> None:
    assert "Moments and products for “red dress”" in text(client, "reed dres")
    assert "Moments and products for" not in text(client, "red dress")


@pytest.mark.parametrize("words", ["zeppelin", ""])
def test_a_page_without_an_answer_offers_a_row(client: Client, words: str) -> None:
    filmed(film_get_or_create("Ferry")[0])
    shown = text(client, words)
    assert "Ferry" in shown and "New here" in shown
    assert ("Nothing found" if words else "Type a title") in shown


def test_only_titles_stand_on_further_pages(client: Client) -> None:
    for number in range(70):
        title, _ = film_get_or_create(f"Red {number}")
        genres_set(title, ["Redemption"])
        credit_add(title, "Redmond Okoye", "actor")
    second = text(client, "red", page="2")
    assert 'id="titles"' in second and 'id="people"' not in second and 'id="products"' not in second
