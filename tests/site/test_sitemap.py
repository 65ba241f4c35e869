"""The sitemap: what everybody may see, and nothing else."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Collection, Title
from catalog.services import collection_titles_set, credit_add, episode_get_or_create, show_get_or_create
from trendflix.site import sitemaps

pytestmark = pytest.mark.django_db


@pytest.fixture
def library() -> None:
    """A film with an actress in a collection, a hidden one with another, a show with an episode, a trailer."""
    shown = Title.objects.create(name="東京", slug="東京")
    hidden = Title.objects.create(name="Rough", slug="rough", published=False)
    Title.objects.create(name="Trailer", slug="trailer", kind="trailer", parent=shown)
    episode_get_or_create(show_get_or_create("Shore")[0], 1, 1)
    for film, name in ((shown, "Ada"), (hidden, "Bo")):
        credit_add(film, name, "actor")
        collection = Collection.objects.create(name=f"With {name}", slug=f"with-{name}".lower())
        collection_titles_set(collection, [film])


def addresses(client: Client, part: str) -> list[str]:
    """The addresses that a part of the sitemap names."""
    text = client.get(f"/sitemap-{part}.xml").content.decode()
    return [piece.split("</loc>")[0] for piece in text.split("<loc>")[1:]]


def test_the_index_names_a_file_for_each_part(client: Client, library: None) -> None:
    text = client.get("/sitemap.xml").content.decode()
    assert all(f"http://testserver/sitemap-{part}.xml" in text for part in sitemaps.SITEMAPS)


def test_visible_films_and_shows_are_named_and_episodes_and_trailers_are_not(client: Client, library: None) -> None:
    assert addresses(client, "titles") == [
        "http://testserver/title/shore/",
        "http://testserver/title/%E6%9D%B1%E4%BA%AC/",
    ]


def test_people_and_collections_of_hidden_titles_alone_are_left_out_for_staff_too(
    client: Client, library: None, carol: User
) -> None:
    client.force_login(carol)
    assert addresses(client, "people") == ["http://testserver/person/ada/"]
    assert addresses(client, "collections") == ["http://testserver/collection/with-ada/"]


def test_every_address_of_the_sitemap_opens(client: Client, library: None) -> None:
    found = [address for part in sitemaps.SITEMAPS for address in addresses(client, part)]
    assert len(found) == 4 and {client.get(address).status_code for address in found} == {200}


def test_a_part_of_many_addresses_is_several_files(
    client: Client, library: None, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(sitemaps.TitlesSitemap, "limit", 1)
    assert "sitemap-titles.xml?p=2" in client.get("/sitemap.xml").content.decode()
    with django_assert_num_queries(3):
        assert b"/title/shore/" not in client.get("/sitemap-titles.xml?p=2").content
