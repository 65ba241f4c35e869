"""The timeline for the player, product search, and the way out to the shops."""

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.models import ClickOut, Feed, Match, Product
from tests.shopping.conftest import Write, item
from vision.models import Garment

TIMELINE = "/api/v1/titles/reel/timeline/"


@pytest.fixture
def product(feed: Feed, write_feed: Write, video: Video) -> Product:
    """A product that is suggested for the red top."""
    feed_import(feed, write_feed(item(1, sale_price="9.00 USD")))
    made = Product.objects.get()
    Match.objects.create(garment=Garment.objects.get(category="top"), product=made, score=0.9)
    return made


def test_the_player_gets_labels_pictures_and_products(client: Client, product: Product) -> None:
    data = client.get(TIMELINE).json()
    top = next(garment for garment in data["garments"] if garment[2] == "top")
    assert top[1] == "red top" and top[3] == "garments/k/top.webp"
    card = data["products"][top[4][0]]
    assert card[:4] == [product.pk, "red thing 1", "$15.00", "$9.00"] and data["shops"][card[4]] == "Shop"
    assert card[5].startswith("products/") and data["pictures"] == "/media/public/" and data["urls"]["go"] == "/go/"
    assert "commission" in data["disclosure"]


def test_the_timeline_asks_a_constant_number_of_queries(
    client: Client, product: Product, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(TIMELINE)
    top = Garment.objects.get(category="top")
    for number in range(2, 9):
        other = Product.objects.create(feed=product.feed, product_id=str(number), title="t", link="https://x.example/")
        Match.objects.create(garment=top, product=other, rank=number)
        with django_assert_num_queries(8):
            client.get(TIMELINE)


def test_what_is_rejected_or_sold_out_is_not_shown(client: Client, product: Product) -> None:
    Match.objects.update(status="rejected")
    assert all(not garment[4] for garment in client.get(TIMELINE).json()["garments"])
    Match.objects.update(status="approved")
    Product.objects.update(available=False)
    assert all(not garment[4] for garment in client.get(TIMELINE).json()["garments"])


@pytest.mark.parametrize("reason", ["database is locked", "database or disk is full"])
def test_the_way_to_a_shop_stays_open_while_nothing_can_be_written(
    client: Client, product: Product, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    def refuse(*args: object) -> None:
        raise OperationalError(reason)

    monkeypatch.setattr("shopping.views.out.click_record", refuse)
    answer = client.get(f"/go/{product.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, product.link)


def test_products_are_found_by_all_the_words(client: Client, product: Product) -> None:
    def find(words: str) -> list[str]:
        return [card["title"] for card in client.get("/api/v1/products/", {"q": words}).json()]

    assert find("red things") == ["red thing 1"] and find("red coat") == [] and find("") == []


def test_following_a_link_is_counted_once_and_leads_to_the_products_own_shop(
    client: Client, product: Product, alice: User
) -> None:
    client.force_login(alice)
    top = Garment.objects.get(category="top")
    response = client.get(f"/go/{product.pk}/", {"g": str(top.pk), "to": "https://evil.example/"})
    assert (response.status_code, response["Location"]) == (302, "https://shop.example/1")
    click = ClickOut.objects.get()
    assert (click.product, click.garment, click.title, click.user) == (product, top, Title.objects.get(), alice)


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}])
def test_a_browser_that_looks_ahead_is_not_counted(client: Client, product: Product, headers: dict[str, str]) -> None:
    assert client.get(f"/go/{product.pk}/", headers=headers).status_code == 302
    assert client.head(f"/go/{product.pk}/").status_code == 302
    assert not ClickOut.objects.exists()


@pytest.mark.parametrize("garment", ["x", "-1", "9" * 30, "999999", ""])
def test_a_garment_that_is_none_is_left_out_of_the_count(client: Client, product: Product, garment: str) -> None:
    assert client.get(f"/go/{product.pk}/", {"g": garment}).status_code == 302
    assert ClickOut.objects.get().garment is None


def test_a_garment_of_an_unpublished_title_is_not_told_apart(client: Client, product: Product) -> None:
    Title.objects.update(published=False)
    client.get(f"/go/{product.pk}/", {"g": Garment.objects.get(category="top").pk})
    assert ClickOut.objects.get().title is None


def test_an_unknown_product_is_not_found_and_posting_is_not_offered(client: Client, product: Product) -> None:
    assert client.get("/go/999/").status_code == 404
    assert client.post(f"/go/{product.pk}/").status_code == 405


def test_a_link_that_is_no_web_address_is_never_followed(client: Client, product: Product) -> None:
    Product.objects.update(link="javascript:alert(1)")
    assert client.get(f"/go/{product.pk}/").status_code == 400


def test_pages_show_what_is_worn_with_the_disclosure_above(client: Client, product: Product) -> None:
    page = client.get("/title/reel/").content.decode()
    assert page.index("may earn a commission") < page.index(f"/go/{product.pk}/")
    assert 'rel="sponsored nofollow noopener"' in page and "Shop 1 piece" in page
