"""What an editor chooses for many titles at once is that editor's: machines leave it alone afterwards."""

import pytest
from django.db.models import QuerySet

from catalog.library.notes import Notes
from catalog.models import Country, Genre, Title
from catalog.services.bulk import titles_genres_add, titles_genres_remove, titles_publish, titles_rating_set
from catalog.services.metadata import metadata_fill

pytestmark = pytest.mark.django_db
NOTES = Notes(kind="movie", certificate="FSK 6", countries=("DE",), genres=("Comedy",), synopsis="A story.")


@pytest.fixture
def titles() -> list[Title]:
    """Three films that a machine described, of which the last is not chosen."""
    made = [Title.objects.create(name=f"F{number}", slug=f"f{number}", published=number > 0) for number in range(3)]
    for title in made:
        metadata_fill(title, NOTES, "nfo")
    return made


def chosen(titles: list[Title]) -> QuerySet[Title]:
    """The first two."""
    return Title.objects.filter(pk__in=[title.pk for title in titles[:2]])


def ratings() -> list[tuple[str, int | None]]:
    """Certificate and age of all."""
    return list(Title.objects.order_by("pk").values_list("certificate", "minimum_age"))


@pytest.mark.parametrize(
    ("certificate", "age", "found"),
    [
        ("FSK 16", None, ("FSK 16", 16)),
        ("12", None, ("12", 12)),
        ("R", 18, ("R", 18)),
        ("", 0, ("", 0)),
        ("", None, ("", None)),
    ],
)
def test_a_rating_that_was_set_for_many_stays_when_they_are_described_again(
    titles: list[Title], certificate: str, age: int | None, found: tuple[str, int | None]
) -> None:
    assert ratings() == [("FSK 6", 6)] * 3
    titles_rating_set(chosen(titles), certificate, age)
    assert ratings() == [found, found, ("FSK 6", 6)]
    for title in Title.objects.all():
        metadata_fill(title, NOTES, "tmdb")
    assert ratings() == [found, found, ("FSK 6", 6)]
    assert Title.objects.get(pk=titles[0].pk).provenance["synopsis"] == "tmdb"


def test_a_certificate_is_read_as_its_country_reads_it(titles: list[Title]) -> None:
    """``M`` is for 15 in Australia and for 16 in New Zealand; where nothing is known the strictest counts."""
    countries = [Country.objects.get_or_create(pk=code)[0] for code in ("AU", "NZ")]
    for title, country in zip(titles, countries, strict=False):
        title.countries.set([country])
    titles[2].countries.clear()
    titles_rating_set(Title.objects.all(), "M", None)
    assert [age for _, age in ratings()] == [15, 16, 16]


@pytest.mark.parametrize("is_added", [True, False])
def test_genres_that_were_chosen_for_many_stay_when_they_are_described_again(
    titles: list[Title], is_added: bool
) -> None:
    drama, comedy = Genre.objects.create(name="Drama", slug="drama"), Genre.objects.get(name="Comedy")
    if is_added:
        for _ in range(2):  # twice is once
            titles_genres_add(chosen(titles), [drama])
    else:
        titles_genres_remove(chosen(titles), [comedy])
    expected = [{"Comedy", "Drama"} if is_added else set[str]()] * 2 + [{"Comedy"}]
    for _ in range(2):
        assert [{genre.name for genre in title.genres.all()} for title in titles] == expected
        for title in Title.objects.all():
            metadata_fill(title, NOTES, "tmdb")


def test_publishing_tells_which_were_hidden(titles: list[Title]) -> None:
    assert titles_publish(Title.objects.all(), published=True) == [titles[0]]
    assert set(titles_publish(chosen(titles), published=False)) == set(titles[:2])
    assert list(Title.objects.order_by("pk").values_list("published", flat=True)) == [False, False, True]
