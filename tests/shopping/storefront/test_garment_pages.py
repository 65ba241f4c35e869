"""The page of everything worn in a title."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match, Product
from shopping.storefront import garment_pages
from vision.models import Analysis, Appearance, Garment

WORN = "/title/reel/worn/"


def suggest(feed: Feed, garment: Garment, count: int, first: int = 0) -> None:
    """Give a garment some products."""
    for number in range(first, first + count):
        product = Product.objects.create(
            feed=feed, product_id=f"{garment.pk}-{number}", title=f"thing {number}", link="https://shop.example/"
        )
        Match.objects.create(garment=garment, product=product, rank=number + 1, score=0.5)


@pytest.fixture
def film(feed: Feed, video: Video) -> Video:
    """A film of two scenes: the red top is worn in both, the blue trousers in the first alone."""
    Analysis.objects.update(shots=[[0.0, 5.0], [5.0, 10.0]])
    top = Garment.objects.get(category="top")
    Appearance.objects.create(garment=top, start=5.0, end=9.0, boxes=[])
    for garment in Garment.objects.all():
        suggest(feed, garment, 2)
    return video


def test_garments_come_with_their_moments_and_products(client: Client, film: Video) -> None:
    page = client.get(WORN).content.decode()
    assert "red top" in page and "blue trousers" in page and 'href="/watch/reel/?t=5.0"' in page
    assert page.index("may earn a commission") < page.index("/go/")
    assert 'rel="sponsored nofollow noopener"' in page


def test_scenes_list_what_is_worn_in_each(client: Client, film: Video) -> None:
    page = client.get(WORN, {"by": "scene"}).content.decode()
    first, second = page.split("Scene 2")
    assert "blue trousers" in first and "blue trousers" not in second
    assert "red top" in first and "red top" in second and "0:05 – 0:10" in second


def test_a_title_with_nothing_matched_says_so_kindly_and_offers_more(client: Client, video: Video) -> None:
    page = client.get(WORN).content.decode()
    assert "has been matched to a product yet" in page and "/watch/reel/" in page and 'role="search"' in page
    assert "commission" not in page.split("<footer")[0]


def test_what_is_rejected_or_sold_out_is_not_there(client: Client, film: Video) -> None:
    Match.objects.filter(garment__category="top").update(status="rejected")
    page = client.get(WORN).content.decode()
    assert "red top" not in page and "blue trousers" in page
    Product.objects.update(available=False)
    assert "has been matched" in client.get(WORN).content.decode()


def test_more_products_than_a_row_holds_are_folded_away(client: Client, feed: Feed, film: Video) -> None:
    suggest(feed, Garment.objects.get(category="top"), 5, first=2)
    page = client.get(WORN).content.decode()
    assert "1 more like it" in page and "<details>" in page


def test_long_films_have_pages(client: Client, film: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garment_pages, "GARMENTS_A_PAGE", 1)
    monkeypatch.setattr(garment_pages, "SCENES_A_PAGE", 1)
    first, last = (client.get(WORN, {"page": number}).content.decode() for number in (1, 2))
    assert "red top" in first and "red top" not in last and "Page 2 of 2" in last
    assert "Scene 2" in client.get(WORN, {"by": "scene", "page": "99"}).content.decode()
    assert client.get(WORN, {"page": "x"}).status_code == 200


@pytest.mark.parametrize("by", ["garment", "scene"])
def test_the_page_asks_a_constant_number_of_queries(
    client: Client, feed: Feed, film: Video, by: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(WORN)
    with django_assert_max_num_queries(13):
        client.get(WORN, {"by": by})
    suggest(feed, Garment.objects.get(category="top"), 6, first=2)
    with django_assert_max_num_queries(13):
        client.get(WORN, {"by": by})


def test_an_unpublished_title_is_for_staff(client: Client, film: Video, carol: User) -> None:
    Title.objects.update(published=False)
    assert client.get(WORN).status_code == 404
    client.force_login(carol)
    assert client.get(WORN).status_code == 200


def test_the_titles_page_leads_there(client: Client, film: Video) -> None:
    assert f'href="{WORN}"' in client.get("/title/reel/").content.decode()


def test_times_are_written_as_people_read_them() -> None:
    assert garment_pages.moment(12.34) == {"t": "12.3", "clock": "0:12"}
    assert garment_pages.moment(3723)["clock"] == "1:02:03"


def test_each_product_can_be_saved_beside_its_garment(client: Client, film: Video) -> None:
    page = client.get(WORN).content.decode()
    top = Garment.objects.get(category="top")
    product = Product.objects.get(product_id=f"{top.pk}-0")
    assert f'data-product="{product.pk}"' in page and f'data-garment="{top.pk}"' in page
    assert 'data-api="/api/v1/"' in page
