"""Long lists a page at a time, and how the database answers them."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog import selectors
from catalog.models import Genre, Title
from catalog.rows import newest
from playback.models import Video
from shopping.models import Feed, Product, Saved
from shopping.storefront.saved_lists import saved_of
from tests.plans import scans
from trendflix.accounts.sight import EVERYBODY
from trendflix.accounts.visitors import Visitor
from trendflix.core import paging

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


def films(count: int) -> Genre:
    """Dramas that can be played."""
    drama = Genre.objects.create(name="Drama", slug="drama")
    made = Title.objects.bulk_create(Title(name=f"Ferry {n}", slug=f"ferry-{n}") for n in range(count))
    drama.titles.add(*made)
    Video.objects.bulk_create(Video(title=title, package_key="k") for title in made)
    return drama


def products(count: int) -> list[Product]:
    """Coats."""
    feed = Feed.objects.create(name="Shop", slug="shop")
    return Product.objects.bulk_create(
        Product(feed=feed, product_id=f"P{n}", title=f"Red coat {n}", link="https://shop.example/")
        for n in range(count)
    )


def slugs(client: Client, address: str) -> list[str]:
    """Of the titles that a page shows, in order."""
    response = client.get(address)
    assert response.status_code == 200
    return list(dict.fromkeys(re.findall(r'href="/title/([\w-]+)/"', response.content.decode())))


def test_a_genre_is_paged_to_its_end(client: Client) -> None:
    films(130)
    pages = [slugs(client, f"/genre/drama/?page={number}") for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [60, 60, 10]
    assert sum(pages, []) == [f"ferry-{n}" for n in range(129, -1, -1)]


@pytest.mark.parametrize(
    ("page", "shown"), [("0", 2), ("-1", 2), ("99", 2), ("x", 1), ("²", 1), ("9" * 40, 2), ("", 1)]
)
def test_a_page_number_that_means_nothing_leads_to_the_nearest_page(client: Client, page: str, shown: int) -> None:
    films(61)
    assert f"Page {shown}" in " ".join(client.get("/genre/drama/", {"page": page}).content.decode().split())


def test_a_page_leads_to_the_one_before_and_the_next_one(client: Client) -> None:
    films(130)
    text = client.get("/genre/drama/?page=2").content.decode()
    assert 'href="?page=1"' in text and 'href="?page=3"' in text
    assert 'rel="next"' not in client.get("/genre/drama/?page=3").content.decode()
    assert 'class="pages"' not in client.get("/genre/drama/none/").content.decode()


def test_search_results_are_paged_and_keep_the_words(client: Client) -> None:
    films(70)
    assert len(slugs(client, "/search/?q=ferry")) == 60
    assert len(slugs(client, "/search/?q=ferry&page=2")) == 10
    page = client.get("/search/?q=ferry").content.decode()
    assert page.count('class="pages"') == 1
    assert 'href="?q=ferry&amp;page=2"' in page
    assert client.get("/search/", {"q": "ferry", "page": "9" * 30}).status_code == 200


def test_the_list_of_what_was_saved_is_paged(client: Client, alice: User) -> None:
    viewer = Visitor(alice.pk, "").viewer()
    Saved.objects.bulk_create(Saved(viewer=viewer, product=product) for product in products(70))
    client.force_login(alice)
    first, second = (client.get(f"/saved/?page={n}").content.decode() for n in (1, 2))
    assert first.count("/go/") == 60 and second.count("/go/") == 10


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/", 30), ("/browse/?page=2", 12), ("/genre/drama/?page=2", 8), ("/search/?q=ferry&page=2", 11), ("/saved/", 11)],
)
def test_a_full_page_costs_a_constant_number_of_queries(
    client: Client, alice: User, address: str, queries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    films(130)
    viewer = Visitor(alice.pk, "").viewer()
    Saved.objects.bulk_create(Saved(viewer=viewer, product=product) for product in products(70))
    client.force_login(alice)
    with django_assert_max_num_queries(queries):
        assert client.get(address).status_code == 200


def test_counts_stop_at_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    films(30)
    monkeypatch.setattr(paging, "MAX_COUNT", 20)
    assert paging.CappedPaginator(Title.objects.order_by("pk"), 10).num_pages == 2
    assert paging.CappedPaginator(list(range(30)), 10).count == 20


LISTS: dict[str, Callable[[Genre], QuerySet[Title]]] = {
    "browse": lambda genre: selectors.browsable(NOBODY)[:60],
    "browse, far on": lambda genre: selectors.browsable(NOBODY)[5000:5060],
    "new": lambda genre: selectors.playable(NOBODY)[: newest.NEWEST],
    "genre": lambda genre: selectors.titles_of_genre(NOBODY, genre)[:60],
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_of_titles_reads_the_whole_library(name: str) -> None:
    assert scans(LISTS[name](films(3)), "catalog_title", "playback_video", "catalog_title_genres") == []


def test_no_list_of_a_viewer_reads_what_all_viewers_keep(alice: User) -> None:
    Visitor(alice.pk, "").viewer()
    assert scans(saved_of(Visitor(alice.pk, ""))[:60], "shopping_saved") == []
