"""Rows of forms in which somebody is chosen: a cast of many costs as many queries as one of few."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Collection, CollectionItem, Credit, Person, Title

Library = dict[str, Title]
FERRY = "/admin/catalog/title/{}/change/"


def cast(title: Title, names: list[str]) -> None:
    """People who play in a title."""
    for name in names:
        person = Person.objects.create(name=name, slug=name.lower())
        Credit.objects.create(title=title, person=person, role=Credit.Role.ACTOR)


def queries(desk: Client, address: str) -> int:
    """How many a form asks."""
    desk.get(address)  # what is looked up once is known then
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_more_credits_ask_no_more_queries(desk: Client, library: Library) -> None:
    address = FERRY.format(library["ferry"].pk)
    cast(library["ferry"], ["Ada"])
    before = queries(desk, address)
    cast(library["ferry"], [f"Extra{number}" for number in range(20)])
    assert queries(desk, address) == before


def test_more_titles_of_a_collection_ask_no_more_queries(desk: Client, library: Library) -> None:
    collection = Collection.objects.create(name="Water", slug="water")
    address = f"/admin/catalog/collection/{collection.pk}/change/"
    chosen = [library[name] for name in ("ferry", "market", "hidden")]
    CollectionItem.objects.create(collection=collection, title=chosen[0])
    before = queries(desk, address)
    CollectionItem.objects.bulk_create(CollectionItem(collection=collection, title=title) for title in chosen[1:])
    assert queries(desk, address) == before


@pytest.mark.parametrize("role", ["actor", "director"])
def test_who_is_chosen_is_shown_and_may_be_another_after_an_error(desk: Client, library: Library, role: str) -> None:
    ferry = library["ferry"]
    Credit.objects.filter(title=ferry).delete()
    cast(ferry, ["Ada"])
    bea, credit = Person.objects.create(name="Bea", slug="bea"), Credit.objects.get(title=ferry)
    option = '<option value="{}" selected>{}</option>'
    assert option.format(credit.person.pk, "Ada") in desk.get(FERRY.format(ferry.pk)).content.decode()
    rows = {
        "credits-TOTAL_FORMS": 1,
        "credits-INITIAL_FORMS": 1,
        "credits-0-id": credit.pk,
        "credits-0-title": ferry.pk,
    }
    sent = {**rows, "credits-0-person": bea.pk, "credits-0-role": role, "credits-0-position": 0}
    page = desk.post(FERRY.format(ferry.pk), {**sent, "kind": "film", "name": ""})
    assert page.status_code == 200 and option.format(bea.pk, "Bea") in page.content.decode()
