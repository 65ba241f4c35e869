"""What of a duplicate becomes the title's that stays: what that lacks, and nothing that it has."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from catalog.merging import titles_merge
from catalog.models import Collection, CollectionItem, Credit, Genre, LibraryFile, LibraryFolder, Rating, Season, Title
from catalog.services import credit_add
from catalog.services.provenance import PERSON, fields_lock, is_lacking, may_fill
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError

pytestmark = pytest.mark.django_db
Kind = Title.Kind


def pair(kind: str = "film", **of_duplicate: Any) -> tuple[Title, Title]:
    """A duplicate, and the title that stays."""
    made = [Title.objects.create(kind=kind, name="Fog", slug=f"fog{number}") for number in range(2)]
    Title.objects.filter(pk=made[0].pk).update(**of_duplicate)
    return made[0], made[1]


@pytest.mark.parametrize(
    ("name", "own", "other", "kept"),
    [
        *(("synopsis", "", "A story.", "A story."), ("synopsis", "Mine.", "A story.", "Mine.")),
        *(("year", None, 2020, 2020), ("year", 2019, 2020, 2019), ("runtime", 60, None, 60)),
        *(("minimum_age", None, 16, 16), ("minimum_age", None, 0, 0), ("minimum_age", 12, 0, 12)),
        ("minimum_age", 0, 16, 0),  # a rating for everybody is one
    ],
)
def test_a_field_is_filled_where_the_title_lacks_it(name: str, own: Any, other: Any, kept: Any) -> None:
    duplicate, target = pair(**{name: other}, provenance={name: "tmdb"})
    Title.objects.filter(pk=target.pk).update(**{name: own})
    titles_merge(duplicate, target)
    target.refresh_from_db()
    assert getattr(target, name) == kept
    assert target.provenance.get(name, "") == ("tmdb" if kept == other and own is not kept else "")


@pytest.mark.parametrize(
    ("value", "is_empty"),
    [(None, True), ("", True), ([], True), (False, True), (0, False), (16, False), ("x", False), (True, False)],
)
def test_nothing_is_lacking_where_a_number_stands(value: object, is_empty: bool) -> None:
    assert is_lacking(value) == is_empty


def test_a_machine_leaves_an_age_of_nothing_that_nobody_accounts_for_and_one_persons_words_are_not_anothers() -> None:
    title, other = pair(minimum_age=0)
    title.refresh_from_db()
    assert not may_fill(title, "minimum_age", title.minimum_age) and may_fill(title, "synopsis", title.synopsis)
    fields_lock(title, ["synopsis", "slug"])
    fields_lock(title, ["year"])
    fields_lock(title, [])
    assert Title.objects.get(pk=title.pk).provenance == {"synopsis": PERSON, "year": PERSON}
    assert Title.objects.get(pk=other.pk).provenance == {}
    unsaved = Title(name="New")
    fields_lock(unsaved, ["year"])
    assert unsaved.provenance == {}


def test_rows_of_the_duplicate_alone_move_and_what_both_have_stays_once(alice: User, bob: User) -> None:
    duplicate, target = pair()
    third = Title.objects.create(name="Ash", slug="ash")
    first, second = (Visitor(user.pk, "").viewer() for user in (alice, bob))
    for viewer, title, stars in ((first, duplicate, 1), (first, target, 5), (second, duplicate, 3), (second, third, 2)):
        Rating.objects.create(viewer=viewer, title=title, stars=stars)
    one, two = (Collection.objects.create(name=name, slug=name) for name in ("one", "two"))
    for collection, title in ((one, duplicate), (two, duplicate), (two, target), (one, third)):
        CollectionItem.objects.create(collection=collection, title=title)
    credit_add(duplicate, "Ann", "actor")
    credit_add(third, "Bea", "actor")
    drama, crime = (Genre.objects.create(name=name, slug=name) for name in ("drama", "crime"))
    duplicate.genres.add(drama)
    target.genres.add(crime)
    folder = LibraryFolder.objects.create(path="/films")
    for number, title in enumerate((duplicate, third)):
        LibraryFile.objects.create(folder=folder, key=f"{number}", path=f"{number}.mkv", title=title)
    moved = titles_merge(duplicate, target)
    assert moved == {"ratings": 1, "collections": 1, "credits": 1, "files": 1}
    assert dict(Rating.objects.filter(title=target).values_list("viewer", "stars")) == {first.pk: 5, second.pk: 3}
    assert set(target.genres.all()) == {drama, crime} and target.credits.get().person.name == "Ann"
    assert third.credits.get().person.name == "Bea" and LibraryFile.objects.get(title=third).path == "1.mkv"


def test_a_title_with_a_cast_keeps_it_and_gets_no_second_one() -> None:
    duplicate, target = pair()
    credit_add(duplicate, "Ann", "actor")
    credit_add(target, "Bea", "actor")
    assert titles_merge(duplicate, target) == {}
    assert [credit.person.name for credit in Credit.objects.filter(title=target)] == ["Bea"]


@pytest.mark.parametrize(
    ("own", "moves"),
    [
        *(((2, None), True), ((3, None), False), ((5, None), False)),
        *(((1, 3), False), ((1, 2), True), ((6, 9), True), ((4, 9), False)),
    ],
)
def test_an_episode_moves_where_none_of_its_numbers_is_taken(own: tuple[int, int | None], moves: bool) -> None:
    """It is a file of episodes 3 to 5."""
    duplicate, target = pair("show")
    theirs, mine = (Season.objects.create(show=show, number=1) for show in (duplicate, target))
    made = Title.objects.create(kind="episode", name="E", slug="e", season=theirs, number=3, last_number=5)
    fields = {"season": mine, "number": own[0], "last_number": own[1]}
    Title.objects.create(kind="episode", name="O", slug="o", **fields)
    assert titles_merge(duplicate, target) == ({"seasons": 1} if moves else {})
    made.refresh_from_db()
    assert made.season == (mine if moves else theirs)


@pytest.mark.parametrize("kind", [Kind.TRAILER, Kind.EDITION, Kind.SHOW])
def test_parts_of_titles_and_titles_of_two_kinds_are_no_duplicates(kind: Title.Kind) -> None:
    film = Title.objects.create(name="Fog", slug="fog")
    parent = {} if kind == Kind.SHOW else {"parent": film}
    first, second = (Title.objects.create(kind=kind, name="X", slug=f"x{number}", **parent) for number in range(2))
    for duplicate, target in ((first, film), (film, first), *([] if kind == Kind.SHOW else [(first, second)])):
        with pytest.raises(UserError, match="Two films can be merged"):
            titles_merge(duplicate, target)
    with pytest.raises(UserError, match="no duplicate of itself"):
        titles_merge(film, film)
    gone = Title.objects.create(name="Gone", slug="gone")
    Title.objects.filter(pk=gone.pk).delete()
    with pytest.raises(UserError, match="deleted meanwhile"):
        titles_merge(gone, film)
