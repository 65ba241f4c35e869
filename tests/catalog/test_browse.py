"""The library by filters and in an order."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from catalog.browse import Filters, Keys, browse, titles_of_keys
from catalog.models import Country, Genre, Language, Title, TitleColour, TitleStats
from playback.models import Video
from tests.plans import scans
from trendflix.accounts.sight import EVERYBODY, STAFF
from trendflix.core import paging

pytestmark = pytest.mark.django_db
NOBODY = EVERYBODY


@pytest.fixture
def library() -> dict[str, Title]:
    """Four films and a show."""
    fields: dict[str, dict[str, Any]] = {
        "Ant": {"year": 1990, "minimum_age": 6, "runtime": 3000},
        "Bee": {"year": 2001, "minimum_age": 12, "runtime": 6000},
        "Cat": {"year": None, "runtime": None},
        "Dog": {"year": 2001, "minimum_age": 18, "runtime": 9000},
        "Eel": {"kind": "show", "year": 2010},
    }
    made = {name: Title.objects.create(name=name, slug=name.lower(), **values) for name, values in fields.items()}
    Video.objects.create(title=made["Cat"], package_key="k", duration=4000.0)
    drama, french = Genre.objects.create(name="Drama", slug="drama"), Language.objects.create(code="fr")
    drama.titles.add(made["Ant"], made["Cat"])
    made["Bee"].languages.add(french)
    made["Dog"].countries.add(Country.objects.create(code="FR"))
    TitleStats.objects.create(title=made["Ant"], rating=0.5, trend=1.0, pieces=3)
    TitleStats.objects.create(title=made["Dog"], rating=0.9)
    TitleColour.objects.create(title=made["Ant"], colour="red", pieces=2)
    return made


def names(order: str = "new", **filters: Any) -> str:
    """First letters, in order."""
    keys = browse(NOBODY, Filters(**filters), order)
    return "".join(title.name[0] for title in titles_of_keys(NOBODY, keys[:60]))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "EDCBA"),
        ({"kind": "show"}, "E"),
        ({"genre": "drama"}, "CA"),
        ({"year_from": 2001}, "EDB"),
        ({"year_from": 1991, "year_to": 2001}, "DB"),
        ({"language": "fr"}, "B"),
        ({"country": "FR"}, "D"),
        ({"age": 12}, "BA"),
        ({"age": 0}, ""),
        ({"length": "short"}, "A"),
        ({"length": "medium"}, "CB"),
        ({"length": "long"}, "D"),
        ({"shoppable": True}, "A"),
        ({"colour": "red"}, "A"),
        ({"colour": "blue"}, ""),
        ({"genre": "drama", "age": 6, "colour": "red", "shoppable": True}, "A"),
    ],
)
def test_filters_leave_what_they_say(library: dict[str, Title], filters: dict[str, Any], found: str) -> None:
    assert names(**filters) == found


@pytest.mark.parametrize(
    ("order", "found"),
    [("new", "EDCBA"), ("name", "ABCDE"), ("year", "EDBAC"), ("rating", "DAECB"), ("trending", "AEDCB")],
)
def test_orders_put_what_they_know_nothing_of_last(library: dict[str, Title], order: str, found: str) -> None:
    assert names(order) == found


def test_what_is_not_published_is_the_administrators(library: dict[str, Title]) -> None:
    Title.objects.filter(name="Dog").update(published=False)
    for order in ("new", "name", "year", "rating", "trending"):
        assert "D" not in names(order)
        assert library["Dog"].pk in browse(STAFF, Filters(), order)[:60]


def test_keys_of_several_lists_are_sliced_as_one(library: dict[str, Title]) -> None:
    keys = browse(NOBODY, Filters(), "rating")
    everything = keys[0 : len(keys)]
    assert len(everything) == len(keys) == 5 and keys[1] == everything[1]
    for start in range(6):
        for end in range(start, 7):
            assert keys[start:end] == everything[start:end], (start, end)


def test_counting_stops_at_a_limit(library: dict[str, Title], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalog.browse.MAX_COUNT", 3)
    assert paging.MAX_COUNT > 3 and len(browse(NOBODY, Filters())) == 3


@pytest.mark.parametrize("order", ["new", "name", "year", "rating", "trending"])
def test_no_order_reads_the_whole_library(library: dict[str, Title], order: str) -> None:
    keys = browse(NOBODY, Filters(), order)
    for part in keys.parts[:1]:
        assert scans(part[:60], "catalog_title ", "catalog_titlestats") == []


@pytest.mark.parametrize("order", ["new", "rating"])
def test_a_page_costs_the_same_whatever_is_filtered(
    library: dict[str, Title], order: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    every = Filters("film", "drama", 1900, 2100, "fr", "FR", 18, "short", "red", True)
    for filters in (Filters(), every):
        keys = browse(NOBODY, filters, order)
        assert isinstance(keys, Keys)
        with django_assert_num_queries(len(keys.parts)):
            len(keys)
