"""The browse pages."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from catalog.models import Title
from catalog.services import credit_add, film_get_or_create, genres_set
from playback.models import Progress, Video
from shopping.models import Feed, Match, Product
from tests.clients import SiteClient
from trendflix.accounts.visitors import Visitor
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db
HOME_QUERIES = 15


def film(name: str) -> Title:
    """A film that plays, in which one garment has a product."""
    title = Title.objects.create(name=name, slug=name.lower().replace(" ", "-"))
    genres_set(title, ["Drama"])
    credit_add(title, f"Star of {name}", "actor", "Ines")
    video = Video.objects.create(title=title, package_key="k", duration=100.0)
    reading = Analysis.objects.create(video=video, key="k", model="m", parser="p")
    worn = Garment.objects.create(analysis=reading, category="top", vector=b"\0\0", model="m")
    feed, _ = Feed.objects.get_or_create(name="Shop", slug="shop")
    product = Product.objects.create(
        feed=feed, product_id=name, title=f"Coat of {name}", color="red", link="https://shop.example/"
    )
    Match.objects.create(garment=worn, product=product)
    return title


def page(client: Client, address: str) -> str:
    """The page's text."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_library_says_how_to_fill_it(client: Client) -> None:
    assert "add" in page(client, "/").lower()


def test_the_front_page_shows_films_and_how_much_can_be_shopped(client: Client) -> None:
    film("Ferry")
    shown = page(client, "/")
    assert "Ferry" in shown and 'href="/title/ferry/"' in shown and "1 piece to shop" in shown


def test_what_was_begun_comes_back(client: Client, alice: User) -> None:
    Progress.objects.create(viewer=Visitor(alice.pk, "").viewer(), video=film("Ferry").video, position=30.0)
    film("Newer")
    client.force_login(alice)
    assert "Continue watching" in page(client, "/")
    assert "Continue watching" not in page(SiteClient(), "/")


def test_a_title_shows_its_people_and_what_is_worn(client: Client) -> None:
    film("Ferry")
    shown = page(client, "/title/ferry/")
    assert "Star of Ferry" in shown and "Coat of Ferry" in shown and 'rel="sponsored nofollow noopener"' in shown
    assert shown.index("commission") < shown.index("Coat of Ferry"), "the disclosure stands before the links"


def test_an_unpublished_title_is_there_for_staff_alone(client: Client, carol: User) -> None:
    film("Ferry")
    Title.objects.update(published=False)
    assert client.get("/title/ferry/").status_code == 404
    client.force_login(carol)
    assert client.get("/title/ferry/").status_code == 200


def test_a_genre_shows_its_titles_and_a_wrong_one_is_not_there(client: Client) -> None:
    film("Ferry")
    assert "Ferry" in page(client, "/genre/drama/") and client.get("/genre/none/").status_code == 404


def test_search_finds_titles_and_products(client: Client) -> None:
    film("Ferry")
    shown = page(client, "/search/?q=ferry")
    assert "Coat of Ferry" in shown and 'href="/go/' in shown and 'href="/title/ferry/"' in shown
    assert "Nothing found" in page(client, "/search/?q=zeppelin")
    assert "Type a title" in page(client, "/search/")


def test_search_results_stand_on_pages(client: Client) -> None:
    for number in range(130):
        film_get_or_create(f"Ferry {number:03}")
    shown = page(client, "/search/?q=ferry")
    assert shown.count('href="/title/ferry-') == 60 and "Page 1 of 3" in shown and "page=2" in shown
    assert page(client, "/search/?q=ferry&page=3").count('href="/title/ferry-') == 10
    assert "Page 3 of 3" in page(client, "/search/?q=ferry&page=99")
    assert "Page 1 of 3" in page(client, "/search/?q=ferry&page=x")


def test_what_people_type_is_text(client: Client) -> None:
    assert "<script>alert" not in page(client, "/search/?q=<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("address", "queries"), [("/", HOME_QUERIES), ("/genre/drama/", 5), ("/search/?q=coat", 9), ("/title/ferry-0/", 21)]
)
def test_more_titles_cost_no_more_queries(
    client: Client, address: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    film("Ferry 0")
    client.get(address)
    for number in range(1, 6):
        film(f"Ferry {number}")
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/title/alpha/", "/title/alpha/worn/", "/search/?q=coat"])
def test_the_sites_own_disclosure_stands_above_every_link_to_a_shop(
    client: Client, settings: Settings, address: str
) -> None:
    settings.DISCLOSURE = "Shops pay us <a little>."
    film("Alpha")
    text = page(client, address)
    assert "Shops pay us &lt;a little&gt;." in text
    if "/go/" in text:
        assert text.index("Shops pay us") < text.index("/go/")


@pytest.mark.parametrize("address", ["/", "/title/alpha/", "/title/alpha/worn/", "/search/?q=coat", "/shop/"])
def test_every_page_with_links_to_shops_tells_what_is_seen_of_them(client: Client, address: str) -> None:
    film("Alpha")
    text = page(client, address)
    assert text.count('data-events="/api/v1/events/"') == text.count("js/events.js") == (1 if "/go/" in text else 0)
