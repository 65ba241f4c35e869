"""The page of all collections."""

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.models import Collection, Title
from catalog.services.collections import collection_titles_set
from tests.clients import SiteClient

ADDRESS = "/collections/"


def collection(name: str, *titles: Title, published: bool = True) -> Collection:
    """A collection of titles in that order."""
    made = Collection.objects.create(name=name, slug=name.lower().replace(" ", "-"), published=published)
    collection_titles_set(made, titles)
    return made


def title(name: str, still: str = "", **more: object) -> Title:
    """A published film."""
    return Title.objects.create(name=name, slug=name.lower(), still=still, **more)


@pytest.mark.django_db
def test_collections_stand_newest_first_with_the_first_picture_of_their_titles(client: SiteClient) -> None:
    collection("Old", title("Bare"), title("Ferry", "public/stills/ferry.jpg"))
    collection("New", title("Market"))
    page = client.get(ADDRESS).content.decode()
    assert page.index("New") < page.index("Old") and "public/stills/ferry.jpg" in page


@pytest.mark.django_db
def test_collections_that_hold_nothing_to_see_are_left_out(client: SiteClient) -> None:
    collection("Secret", title("Ferry"), published=False)
    collection("Empty")
    collection("Hidden titles", title("Market", published=False))
    page = client.get(ADDRESS).content.decode()
    assert "There are no collections yet." in page
    assert not any(name in page for name in ("Secret", "Empty", "Hidden titles"))


@pytest.mark.django_db
def test_the_picture_of_a_hidden_title_is_no_cover(client: SiteClient) -> None:
    collection("Mixed", title("Hidden", "public/stills/hidden.jpg", published=False), title("Seen"))
    assert "hidden.jpg" not in client.get(ADDRESS).content.decode()


@pytest.mark.django_db
def test_the_page_asks_the_same_however_many_there_are(
    client: SiteClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        collection(f"Row {number}", title(f"T{number}", "public/stills/x.jpg"))
    with django_assert_num_queries(3):
        client.get(ADDRESS)


@pytest.mark.django_db
def test_browse_leads_to_collections_and_people(client: SiteClient) -> None:
    page = client.get("/browse/").content.decode()
    assert 'href="/collections/"' in page and 'href="/people/"' in page
