"""Edits upon edits, taken back in another order, over readings that find other rows: none undoes more than itself."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from catalog.models import Title
from playback.models import Video
from tests.vision.edits.made import BOXES, garment, read_again
from trendflix.core.errors import UserError
from vision.edits.services import (
    edit_undo,
    edits_apply,
    garment_recategorise,
    garment_reject,
    garment_rename,
    garment_split,
    garments_merge,
)
from vision.models import Analysis, Appearance, Garment, GarmentEdit

pytestmark = pytest.mark.django_db


@pytest.fixture
def video() -> Video:
    """A film with a top in three times, shoes twice, and another film with the same top."""
    for slug in ("other", "reel"):
        title = Title.objects.create(name=slug, slug=slug)
        made = Video.objects.create(title=title, duration=20.0, package_key="k")
        known = Analysis.objects.create(video=made, key="k", model="one", parser="p")
        garment(known, "top", [(0.0, 4.0), (6.0, 8.0), (10.0, 14.0)], BOXES["body"], person=1)
    for number, start in ((1, 0.0), (2, 10.0)):
        garment(known, "shoes", [(start, start + 4.0)], BOXES["feet"], person=number)
    return made


def spans(video: Video) -> dict[str, list[list[float]]]:
    """Category → for each shown garment when it is seen, in order of time."""
    found: dict[str, list[list[float]]] = {}
    for one in Garment.objects.filter(analysis__video=video, hidden=False).order_by("first_seen", "pk"):
        found.setdefault(one.category, []).append([row.start for row in one.appearances.order_by("start")])
    return found


def of(video: Video, category: str, place: int = 0) -> Garment:
    """A shown garment, in order of time."""
    rows = Garment.objects.filter(analysis__video=video, category=category, hidden=False)
    return rows.order_by("first_seen", "pk")[place]


def part_split(video: Video, start: float, user: User) -> GarmentEdit:
    """Make what is seen from ``start`` on a garment of its own."""
    row = Appearance.objects.get(garment__analysis__video=video, garment__category="top", start=start)
    return garment_split(row.garment, [row.pk], user)


@pytest.mark.parametrize(("start", "rest"), [(0.0, [6.0, 10.0]), (6.0, [0.0, 10.0]), (10.0, [0.0, 6.0])])
def test_exactly_what_was_named_is_split_off_and_both_know_their_times(
    video: Video, carol: User, start: float, rest: list[float]
) -> None:
    whole = of(video, "top")
    edit = part_split(video, start, carol)
    edit.refresh_from_db()
    part = edit.garment
    assert part is not None and part != whole
    assert [row.start for row in part.appearances.all()] == [start]
    whole.refresh_from_db()
    assert [row.start for row in whole.appearances.order_by("start")] == rest
    assert (whole.first_seen, part.first_seen) == (rest[0], start)
    assert whole.seconds + part.seconds == pytest.approx(10.0)
    assert start < part.best_at < start + 4.0, "its picture is from the middle of its own time"


def test_a_part_of_a_part_and_the_first_split_taken_back(video: Video, carol: User) -> None:
    """What the second split named is still a garment of its own: nobody took that back."""
    first = part_split(video, 6.0, carol)
    part_split(video, 10.0, carol)
    assert spans(video)["top"] == [[0.0], [6.0], [10.0]]
    edit_undo(first)
    assert spans(video)["top"] == [[0.0, 6.0], [10.0]]


def test_a_part_that_was_merged_elsewhere_goes_home_when_the_merge_is_taken_back(video: Video, carol: User) -> None:
    split = part_split(video, 10.0, carol)
    merge = garments_merge(of(video, "shoes"), of(video, "top", 1), carol)
    assert spans(video) == {"top": [[0.0, 6.0]], "shoes": [[0.0, 10.0], [10.0]]}
    edit_undo(merge)
    assert spans(video) == {"top": [[0.0, 6.0], [10.0]], "shoes": [[0.0], [10.0]]}
    edit_undo(split)
    assert spans(video) == {"top": [[0.0, 6.0, 10.0]], "shoes": [[0.0], [10.0]]}
    assert not Appearance.objects.exclude(found_in=None).exists()


def test_three_rows_merged_one_after_the_other_are_one_and_come_apart_in_the_opposite_order(
    video: Video, carol: User
) -> None:
    third = garment(Analysis.objects.get(video=video), "shoes", [(15.0, 18.0)], BOXES["side"], person=3)
    keep, other = of(video, "shoes", 1), of(video, "shoes")
    first = garments_merge(keep, other, carol)
    second = garments_merge(third, keep, carol)
    other.refresh_from_db()
    assert spans(video)["shoes"] == [[0.0, 10.0, 15.0]] and other.merged_into == third
    edit_undo(second)
    assert spans(video)["shoes"] == [[0.0, 10.0], [15.0]]
    edit_undo(first)
    assert spans(video)["shoes"] == [[0.0], [10.0], [15.0]]


def test_a_garment_that_a_reading_found_by_itself_survives_its_split_and_merge(video: Video, carol: User) -> None:
    """The split is fulfilled by what another model finds: no part was made, so none may be cleared away as empty."""
    split = part_split(video, 10.0, carol)
    edit_undo(split)
    whole = of(video, "top")
    late = whole.appearances.get(start=10.0)
    found = Garment.objects.create(analysis=whole.analysis, category="top", model="one", first_seen=10.0, seconds=4.0)
    Appearance.objects.filter(pk=late.pk).update(garment=found)
    GarmentEdit.objects.filter(pk=split.pk).update(undone=None)
    assert edits_apply(video) == 1 and spans(video)["top"] == [[0.0, 6.0], [10.0]]
    merge = garments_merge(of(video, "top"), of(video, "top", 1), carol)
    split.refresh_from_db()
    edit_undo(split)
    assert spans(video)["top"] == [[0.0, 6.0, 10.0]]
    edit_undo(merge)
    assert spans(video)["top"] == [[0.0, 6.0], [10.0]]


def test_decisions_on_one_film_leave_another_alone(video: Video, carol: User) -> None:
    """Also those with the same rows at the same places, and what others decided there."""
    other = Video.objects.get(title__slug="other")
    part_split(other, 10.0, carol)
    kept, made = spans(other), Analysis.objects.get(video=other).created
    edits = [
        garment_rename(of(video, "top"), "Coat", carol),
        garment_recategorise(of(video, "top"), "outerwear", carol),
        garment_reject(of(video, "shoes"), carol),
    ]
    for edit in edits:
        edit_undo(edit)
    assert spans(other) == kept and Analysis.objects.get(video=other).created == made
    assert not Garment.objects.filter(analysis__video=other).exclude(name="").exists()


def test_the_last_of_two_words_on_a_garment_holds_and_the_first_comes_back_with_it_gone(
    video: Video, carol: User
) -> None:
    first = garment_rename(of(video, "top"), "  Blouse ", carol)
    second = garment_rename(of(video, "top"), "Shirt", carol)
    assert (first.value, second.before, of(video, "top").name) == ("Blouse", "Blouse", "Shirt")
    garment_recategorise(of(video, "top"), "dress", carol)
    last = garment_recategorise(of(video, "dress"), "outerwear", carol)
    assert of(video, "outerwear").found_category == "top"
    edit_undo(second)
    assert of(video, "outerwear").name == "Blouse"
    edit_undo(last)
    assert (of(video, "dress").name, of(video, "dress").found_category) == ("Blouse", "top")


def test_timelines_made_before_are_not_valid_after_an_edit_and_after_taking_it_back(video: Video, carol: User) -> None:
    long_ago = timezone.now() - timedelta(days=9)
    Analysis.objects.update(created=long_ago)
    edit = garment_reject(of(video, "top"), carol)
    assert Analysis.objects.get(video=video).created > long_ago
    Analysis.objects.update(created=long_ago)
    edit_undo(edit)
    assert Analysis.objects.get(video=video).created > long_ago


def test_only_two_garments_of_one_film_are_merged(video: Video, carol: User) -> None:
    top = of(video, "top")
    for other in (top, of(Video.objects.get(title__slug="other"), "top")):
        with pytest.raises(UserError, match="of one film"):
            garments_merge(top, other, carol)


@pytest.mark.parametrize(
    ("people", "starts", "are_two"),
    [
        ((1, 2), (0.0, 3.9), True),
        ((1, 2), (0.0, 4.0), False),
        ((1, 1), (0.0, 2.0), False),
        ((None, 2), (0.0, 2.0), False),
        ((1, None), (0.0, 2.0), False),
    ],
)
def test_merging_is_refused_only_where_two_known_people_wear_them_at_once(
    video: Video, carol: User, people: tuple[int, int], starts: tuple[float, float], are_two: bool
) -> None:
    known = Analysis.objects.get(video=video)
    first, second = (
        garment(known, "bag", [(start, start + 4.0)], BOXES["side"], person=person)
        for person, start in zip(people, starts, strict=True)
    )
    if are_two:
        with pytest.raises(UserError, match="Two people wear them"):
            garments_merge(first, second, carol)
    else:
        assert garments_merge(first, second, carol).kind == GarmentEdit.Kind.MERGE


def test_a_garment_without_boxes_cannot_be_decided_on_and_nothing_is_kept(video: Video, carol: User) -> None:
    top = of(video, "top")
    top.appearances.update(boxes=[])
    with pytest.raises(UserError, match="no place"):
        garment_rename(top, "Coat", carol)
    assert of(video, "top").name == "" and not GarmentEdit.objects.exists()


def test_a_name_has_eighty_characters_without_the_spaces_around_it_and_a_note_three_hundred(
    video: Video, carol: User
) -> None:
    edit = garment_rename(of(video, "top"), f" {'x' * 80} ", carol, note="y" * 301)
    assert (len(of(video, "top").name), len(edit.note)) == (80, 300)


def test_a_reading_that_finds_a_part_only_leaves_the_other_decisions_waiting(video: Video, carol: User) -> None:
    """The merge needs both of its garments; one alone is neither hidden nor renamed by it."""
    garments_merge(of(video, "shoes"), of(video, "shoes", 1), carol)
    garment_rename(of(video, "shoes"), "Brogues", carol)
    Garment.objects.filter(analysis__video=video, category="top").delete()
    read_again(video, model="blind", leave_out="shoes")
    assert "shoes" not in spans(video)
    read_again(video, model="another", shift=0.37, off=0.02)
    assert spans(video)["shoes"] == [[0.185, 10.185]] and of(video, "shoes").name == "Brogues"
