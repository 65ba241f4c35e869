"""Reviewers who decide on garments of one film at once, and while it is analysed: each word counts or is refused."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from catalog.models import Title
from playback.models import Video
from tests.concurrency.together import together
from tests.vision.edits.made import BOXES, garment, read_again
from trendflix.core.errors import UserError
from vision.edits.services import edit_undo, garment_reject, garment_rename, garments_merge
from vision.models import Analysis, Appearance, Garment, GarmentEdit

ROUNDS = 4


@pytest.fixture
def video() -> Video:
    """A film with a pair of shoes in two shots, as two garments, and a top."""
    made = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), duration=20.0, package_key="k")
    known = Analysis.objects.create(video=made, key="k", model="one", parser="p")
    for number, start in ((1, 0.0), (2, 10.0)):
        garment(known, "shoes", [(start, start + 4.0)], BOXES["feet"], person=number)
    garment(known, "top", [(0.0, 4.0), (10.0, 14.0)], BOXES["body"], person=1)
    return made


def told(work: Callable[[], Any]) -> Any:
    """What ``work`` returns, or why it was refused."""
    try:
        return work()
    except UserError as refused:
        return str(refused)


def test_two_who_merge_the_same_garments_each_into_the_other_make_one(video: Video, carol: User) -> None:
    first, second = Garment.objects.filter(category="shoes").order_by("pk")
    for _ in range(ROUNDS):
        pairs = ((first, second), (second, first))
        edits = together([partial(told, partial(garments_merge, *pair, carol)) for pair in pairs])
        done = [edit for edit in edits if isinstance(edit, GarmentEdit)]
        assert len(done) == 1 and any("meanwhile" in str(edit) for edit in edits)
        assert Appearance.objects.filter(garment=done[0].garment_id).count() == 2
        edit_undo(done[0])
        assert Garment.objects.filter(hidden=False).count() == 3


def test_words_on_a_film_that_is_analysed_meanwhile_are_kept_or_refused(video: Video, carol: User) -> None:
    for number in range(ROUNDS):
        top, shoes = (Garment.objects.filter(category=one).order_by("pk").first() for one in ("top", "shoes"))
        assert top is not None and shoes is not None
        replace = transaction.atomic(partial(read_again, video, f"model {number}", shift=0.01 * (number % 2)))
        works: list[Callable[[], Any]] = [
            replace,
            partial(garment_rename, top, f"Coat {number}", carol),
            partial(garment_reject, shoes, carol),
        ]
        _, renamed, rejected = together([partial(told, work) for work in works])
        names = list(Garment.objects.filter(category="top").values_list("name", flat=True))
        assert (names == [f"Coat {number}"]) == isinstance(renamed, GarmentEdit), (names, renamed)
        hidden = Garment.objects.filter(hidden=True).count()
        assert hidden == (1 if isinstance(rejected, GarmentEdit) else 0), rejected
        for edit in GarmentEdit.objects.filter(undone=None):
            edit_undo(edit)


def test_a_decision_taken_back_while_another_is_made_leaves_the_other(video: Video, carol: User) -> None:
    top = Garment.objects.get(category="top")
    shoes = Garment.objects.filter(category="shoes")
    for number in range(ROUNDS):
        first, second = shoes.order_by("pk")
        edit = garments_merge(first, second, carol)
        together([partial(edit_undo, edit), partial(garment_rename, top, f"Coat {number}", carol)])
        assert shoes.filter(hidden=False).count() == 2
        top.refresh_from_db()
        assert top.name == f"Coat {number}"
