"""What is tried again, and what is not."""

import pytest
from django.db import IntegrityError, OperationalError

from catalog.models import Title
from trendflix.core.deadlocks import MAX_TRIES, retried, rows_update

pytestmark = pytest.mark.django_db


class DeadlockError(Exception):
    """What the driver raises."""

    sqlstate = "40P01"


def ended(times: int, cause: Exception, tries: list[int]) -> str:
    """Fail so often, then succeed."""
    tries.append(1)
    if len(tries) <= times:
        raise OperationalError from cause
    return "done"


def test_a_deadlock_is_tried_again() -> None:
    tries: list[int] = []
    assert retried(lambda: ended(MAX_TRIES - 1, DeadlockError(), tries), "default") == "done"


def test_it_is_given_up_in_the_end() -> None:
    tries: list[int] = []
    with pytest.raises(OperationalError):
        retried(lambda: ended(MAX_TRIES, DeadlockError(), tries), "default")
    assert len(tries) == MAX_TRIES


def test_another_fault_is_raised_at_once() -> None:
    tries: list[int] = []
    with pytest.raises(OperationalError):
        retried(lambda: ended(1, ValueError(), tries), "default")
    assert len(tries) == 1


def test_what_refers_to_a_row_that_went_is_tried_again_and_otherwise_raised() -> None:
    tries: list[int] = []

    def refused_once() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise IntegrityError("Key (garment_id) is not present.")
        return "done"

    assert retried(refused_once, "default", refers=True) == "done"
    tries.clear()
    with pytest.raises(IntegrityError, match="garment_id"):
        retried(refused_once, "default")


def test_rows_are_written_and_counted_and_others_stay() -> None:
    Title.objects.bulk_create(Title(name=f"{number}", slug=f"{number:04}") for number in range(1_001))
    assert rows_update(Title.objects.filter(slug__lt="0999"), tagline="same") == 999
    assert Title.objects.filter(tagline="same").count() == 999
