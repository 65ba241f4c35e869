"""Which rows there are, in which order."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from catalog.models import Genre, HomeRow
from catalog.rows import plan
from catalog.rows.row import Kind

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    """Of the rows, in order."""
    return [row.kind for row in plan.planned_rows()]


def test_without_an_editor_every_kind_has_its_usual_place() -> None:
    assert kinds() == list(plan.USUAL)


def test_an_editor_moves_pins_and_hides_rows_and_the_others_stay() -> None:
    HomeRow.objects.create(kind=Kind.NEW, position=1)
    HomeRow.objects.create(kind=Kind.SOON, position=900, pinned=True)
    HomeRow.objects.create(kind=Kind.TRENDING, position=plan.position_of(Kind.TRENDING), hidden=True)
    found = kinds()
    assert found[:3] == [Kind.SOON, Kind.NEW, Kind.CONTINUE] and sorted(found) == sorted(plan.USUAL)
    assert [row.kind for row in plan.planned_rows() if row.hidden] == [Kind.TRENDING]


def test_rows_can_be_completed_twice_and_keep_what_an_editor_did() -> None:
    HomeRow.objects.create(kind=Kind.NEW, position=1)
    assert plan.rows_complete() == len(plan.USUAL) - 1 and plan.rows_complete() == 0
    assert kinds()[0] == Kind.NEW and HomeRow.objects.count() == len(plan.USUAL)


def test_a_genre_with_a_row_is_told_apart() -> None:
    drama = Genre.objects.create(name="Drama", slug="drama")
    HomeRow.objects.create(kind=Kind.GENRE, genre=drama, position=5)
    assert plan.apart(plan.planned_rows(), "genre") == [drama.pk] and kinds()[0] == Kind.GENRE


@pytest.mark.parametrize(("kind", "field"), [(Kind.GENRE, "genre"), (Kind.COLLECTION, "collection")])
def test_a_row_of_one_thing_must_name_it(kind: str, field: str) -> None:
    with pytest.raises(ValidationError) as said:
        HomeRow(kind=kind).full_clean()
    assert field in said.value.message_dict
    with pytest.raises(IntegrityError):
        HomeRow.objects.create(kind=kind)
