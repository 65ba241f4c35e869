"""Collections in the admin."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalog.models import Collection, Title
from catalog.services import collection_titles_set

Library = dict[str, Title]
LIST = "/admin/catalog/collection/"


def items(*rows: tuple[object, object], initial: int = 0) -> dict[str, object]:
    """The form of a collection's items: (position, title)."""
    form: dict[str, object] = {"items-TOTAL_FORMS": len(rows), "items-INITIAL_FORMS": initial}
    for number, (position, title) in enumerate(rows):
        form |= {f"items-{number}-position": position, f"items-{number}-title": title}
    return form


def test_a_collection_is_made_with_its_titles_in_the_order_of_their_numbers(desk: Client, library: Library) -> None:
    rows = items((7, library["market"].pk), (3, library["ferry"].pk))
    desk.post(f"{LIST}add/", {"name": "Nächte am Wasser", "published": "on", **rows})
    collection = Collection.objects.get(slug="nachte-am-wasser")
    found = list(collection.items.values_list("title__name", "position"))
    assert found == [("The Last Ferry", 0), ("Night Market", 1)]


def test_a_title_stands_in_a_collection_once(desk: Client, library: Library) -> None:
    rows = items((1, library["ferry"].pk), (2, library["ferry"].pk))
    assert desk.post(f"{LIST}add/", {"name": "Twice", **rows}).status_code == 200
    assert not Collection.objects.exists()


@pytest.mark.django_db
def test_a_list_of_collections_counts_their_titles_in_one_query(
    desk: Client, library: Library, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        collection = Collection.objects.create(name=f"C{number}", slug=f"c{number}")
        collection_titles_set(collection, [library["ferry"], library["market"]])
    with django_assert_num_queries(5):
        page = desk.get(LIST).content.decode()
    assert page.count('<td class="field-size">2</td>') == 6
