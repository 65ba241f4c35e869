"""Suggestions over HTTP: groups, who sees what, validators, throttling."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from catalog.models import Title
from catalog.services import credit_add, film_get_or_create, genres_set
from playback.models import Video
from shopping.models import Feed, Product
from shopping.search.documents import products_index_all
from shopping.search.garments import garments_index_all
from tests.clients import SiteClient
from trendflix.core import throttles
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def film() -> Title:
    """A film of a red season, with an actress, a genre, a red dress at 0:41, and a red dress in the shop."""
    cache.clear()
    title, _ = film_get_or_create("Red Season", 2017)
    genres_set(title, ["Redemption"])
    credit_add(title, "Redmond Okoye", "actor")
    video = Video.objects.create(title=title, package_key="k", duration=100.0)
    reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
    attributes = {"colour": "red", "pattern": "plain", "kind": "dress"}
    fields = {"category": "dress", "vector": b"\0\0", "model": "m", "best_at": 41.0}
    Garment.objects.create(analysis=reading, attributes=attributes, **fields)
    feed = Feed.objects.create(name="Nordlys", slug="nordlys")
    words = {"title": "Arcade <Dress>", "color": "red", "category": "dress", "product_type": "Dresses"}
    Product.objects.create(feed=feed, product_id="1", link="https://shop.example/", price=40, **words)
    products_index_all()
    garments_index_all()
    return title


def asked(client: Client, words: str) -> str:
    """The fragment."""
    response = client.get("/suggestions/", {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def test_each_kind_stands_in_a_group_of_its_own_titles_first(client: Client) -> None:
    text = asked(client, "red")
    assert re.findall(r'role="group"\s+aria-labelledby="suggested-(\w+)"', text) == [
        "titles",
        "people",
        "genres",
        "moments",
        "products",
    ]
    for href in ('"/title/red-season/"', '"/person/redmond-okoye/"', '"/genre/redemption/"', '"/search/?q=red"'):
        assert f"href={href}" in text
    assert 'href="/watch/red-season/?t=41.0&amp;play=1"' in text and "0:41" in text
    assert 'rel="sponsored nofollow noopener"' in text and "Arcade &lt;Dress&gt;" in text


def test_misspelt_words_find_the_moment_and_the_product(client: Client) -> None:
    text = asked(client, "reed dres")
    assert "0:41" in text and "Arcade" in text and 'id="suggested-titles"' not in text


def test_the_disclosure_stands_above_links_to_shops(client: Client, settings: Settings) -> None:
    settings.DISCLOSURE = "Shops pay us."
    text = asked(client, "red dress")
    assert text.index("Shops pay us.") < text.index("/go/")


def test_every_option_has_an_id_of_its_own(client: Client) -> None:
    text = asked(client, "red")
    names = re.findall(r'id="([^"]+)"', text)
    assert len(names) == len(set(names)) and text.count('role="option"') == 6


def test_nothing_asked_offers_nothing_and_what_is_typed_is_text(client: Client) -> None:
    assert 'role="option"' not in asked(client, "  ")
    assert "<script>" not in asked(client, "<script>alert(1)</script>")
    assert "0 suggestions" in asked(client, "zeppelin")


def test_what_is_hidden_is_offered_to_staff_alone(client: Client, carol: User, film: Title) -> None:
    Title.objects.filter(pk=film.pk).update(published=False)
    text = asked(client, "red")
    assert "Red Season" not in text and "Redmond" not in text and "0:41" not in text
    staff = SiteClient()
    staff.force_login(carol)
    assert "Red Season" in asked(staff, "red") and "Redmond" in asked(staff, "red")


def test_a_browser_that_has_the_answer_is_told_so(client: Client) -> None:
    first = client.get("/suggestions/", {"q": "red"})
    again = client.get("/suggestions/", {"q": "red"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and again["ETag"] == first["ETag"] and not again.content
    assert "private" in first["Cache-Control"] and "Cookie" in first["Vary"]


def test_the_same_words_are_looked_up_once(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    asked(client, "red")
    with django_assert_num_queries(0):
        asked(client, " red ")


def test_more_titles_cost_no_more_queries(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(30):
        credit_add(film_get_or_create(f"Red {number}")[0], f"Redmond {number}", "actor")
    with django_assert_num_queries(10):
        asked(client, "red")


def test_one_address_is_answered_so_often_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttles.ByAddress, "rate", "2/min", raising=False)
    answers = [client.get("/suggestions/", {"q": "red"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429] and int(answers[2]["Retry-After"]) > 0
    assert client.get("/suggestions/", {"q": "red"}, REMOTE_ADDR="10.0.0.9").status_code == 200


def test_suggestions_are_only_read(client: Client) -> None:
    assert client.post("/suggestions/").status_code == 405
