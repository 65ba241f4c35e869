"""The browse page."""

from html import unescape

import pytest
from django.contrib.sessions.models import Session

from catalog.models import Genre, Title, TitleStats
from playback.models import Video
from tests.clients import SiteClient
from trendflix.site.pages.browse import COLOURS
from vision.colours import SHADES

pytestmark = pytest.mark.django_db


def film(name: str, **fields: object) -> Title:
    """A film that plays."""
    title = Title.objects.create(name=name, slug=name.lower(), **fields)
    Video.objects.create(title=title, package_key="k", duration=100.0)
    return title


def text(address: str) -> str:
    """The page, in one line."""
    response = SiteClient().get(address)
    assert response.status_code == 200, address
    return unescape(" ".join(response.content.decode().split()))


def test_a_card_says_the_year_and_whether_it_is_a_series() -> None:
    for name, year in (("Ant", 1990), ("Bee", None)):
        Title.objects.create(name=name, slug=name.lower(), kind=Title.Kind.SHOW, year=year)
    page = text("/browse/?sort=name")
    assert "1990 · Series </span>" in page and "> Series </span>" in page


def test_filters_stand_in_the_address_and_in_the_form() -> None:
    Genre.objects.create(name="Drama", slug="drama").titles.add(film("Ant", year=1990))
    film("Bee", year=2001)
    page = text("/browse/?genre=drama&year_from=1980&sort=name")
    assert "/title/ant/" in page and "/title/bee/" not in page and "1 title" in page
    assert (
        '<option value="drama" selected>' in page
        and 'value="1980"' in page
        and '<option value="name" selected>' in page
    )


def test_each_filter_can_be_taken_back_by_itself() -> None:
    Genre.objects.create(name="Drama", slug="drama").titles.add(film("Ant", year=1990))
    page = text("/browse/?genre=drama&year_from=1980&page=1")
    assert 'href="?year_from=1980"' in page and 'href="?genre=drama"' in page and "Remove all" in page


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("genre=none", "not one of the available choices"),
        ("year_from=x", "whole number"),
        ("year_from=1", "greater than or equal to 1870"),
        ("year_from=2000&year_to=1990", "Not before 2000."),
        ("colour=<script>", "not one of the available choices"),
        ("age=-1", "not one of the available choices"),
        ("sort=size", "not one of the available choices"),
    ],
)
def test_a_wrong_value_is_said_beside_its_field_and_filters_nothing(query: str, error: str) -> None:
    film("Ant", year=2001)
    page = text(f"/browse/?{query}")
    assert error in page and "/title/ant/" in page


def test_what_is_typed_into_the_address_is_text() -> None:
    assert b"<script>alert" not in SiteClient().get("/browse/?colour=<script>alert(1)</script>").content


def test_pages_keep_the_filters() -> None:
    for number in range(70):
        film(f"Ant{number}", year=2000)
    page = text("/browse/?year_from=1999&sort=name&genre=")
    assert 'href="?year_from=1999&sort=name&page=2"' in page and "Page 1 of 2" in page
    assert "Page 2 of 2" in text("/browse/?year_from=1999&page=99")


def test_where_there_is_nothing_a_row_is_offered() -> None:
    film("Ant")
    page = text("/browse/?kind=show")
    assert "Nothing is like that here" in page and "New here" in page and "/title/ant/" in page and "0 titles" in page


def test_an_empty_library_has_an_empty_page() -> None:
    assert "Nothing is like that here" in text("/browse/")


def test_a_missing_page_offers_a_row_to_people_alone() -> None:
    film("Ant")
    person = SiteClient().get("/nothing/", headers={"Accept": "text/html,*/*"})
    program = SiteClient().get("/nothing/", headers={"Accept": "image/*"})
    assert person.status_code == program.status_code == 404
    assert b"New here" in person.content and b"New here" not in program.content


def test_an_empty_genre_offers_a_row() -> None:
    Genre.objects.create(name="Western", slug="western")
    film("Ant")
    assert "/title/ant/" in text("/genre/western/")


def test_every_colour_that_garments_are_named_by_can_be_chosen() -> None:
    assert list(COLOURS) == list(SHADES)


@pytest.mark.parametrize("address", ["/", "/browse/", "/rows/?from=4", "/genre/drama/", "/nothing/"])
def test_looking_around_makes_no_session(address: str) -> None:
    Genre.objects.create(name="Drama", slug="drama").titles.add(film("Ant"), film("Bee"))
    client = SiteClient()
    client.get(address, headers={"Accept": "text/html"})
    assert not Session.objects.exists() and "sessionid" not in client.cookies


def test_titles_that_can_be_shopped_are_found_by_what_is_rolled_up() -> None:
    TitleStats.objects.create(title=film("Ant"), pieces=2)
    film("Bee")
    assert "/title/bee/" not in text("/browse/?shoppable=on")
