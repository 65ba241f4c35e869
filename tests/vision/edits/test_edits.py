"""What people decide about garments holds: it is applied again by place, whatever rows an analysis leaves."""

import pytest
from django.contrib.auth.models import User

from catalog.models import Title
from playback.models import Video
from tests.vision.edits.made import BOXES, garment, read_again
from trendflix.core.errors import UserError
from vision.edits.places import Finder, place_of
from vision.edits.services import (
    edit_undo,
    garment_recategorise,
    garment_reject,
    garment_rename,
    garment_split,
    garments_merge,
)
from vision.models import Analysis, Garment, GarmentEdit
from vision.selectors import garments_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def video() -> Video:
    """A film with three garments: grey shoes in two shots, as two rows, and a red top in both."""
    made = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), duration=20.0, package_key="k")
    known = Analysis.objects.create(video=made, key="k", model="one", parser="p")
    garment(known, "shoes", [(0.0, 4.0)], BOXES["feet"], person=1)
    garment(known, "shoes", [(10.0, 14.0)], BOXES["feet"], person=2)
    garment(known, "top", [(0.0, 4.0), (10.0, 14.0)], BOXES["body"], person=1)
    return made


def shown(video: Video) -> list[tuple[str, str, int]]:
    """Category, name and number of appearances of what viewers see."""
    return [(one.category, one.name, one.appearances.count()) for one in garments_of(video)]


def of(category: str, place: int = 0) -> Garment:
    """A garment by category, in order of time."""
    return Garment.objects.filter(category=category).order_by("first_seen", "pk")[place]


def test_a_rejected_garment_is_hidden_until_that_is_taken_back(video: Video, carol: User) -> None:
    edit = garment_reject(of("top"), carol, "a curtain")
    assert (edit.note, edit.decided_by) == ("a curtain", carol)
    assert [one[0] for one in shown(video)] == ["shoes", "shoes"]
    edit_undo(edit)
    assert ("top", "", 2) in shown(video)


def test_a_name_and_a_category_are_a_persons_until_taken_back(video: Video, carol: User) -> None:
    named = garment_rename(of("top"), "Rose's raincoat", carol)
    kind = garment_recategorise(of("top"), "outerwear", carol)
    assert (kind.before, of("outerwear").label) == ("top", "Rose's raincoat")
    edit_undo(named)
    assert ("outerwear", "", 2) in shown(video)
    edit_undo(kind)
    assert ("top", "", 2) in shown(video)


def test_merged_rows_are_one_garment_with_all_appearances(video: Video, carol: User) -> None:
    edit = garments_merge(of("shoes"), of("shoes", 1), carol)
    assert shown(video) == [("shoes", "", 2), ("top", "", 2)]
    assert garments_of(video)[0].seconds == pytest.approx(8.0)
    edit_undo(edit)
    assert shown(video) == [("shoes", "", 1), ("top", "", 2), ("shoes", "", 1)]
    assert not Garment.objects.exclude(merged_into=None).exists()


def test_a_part_of_a_garment_becomes_one_of_its_own(video: Video, carol: User) -> None:
    second = of("top").appearances.get(start=10.0)
    edit = garment_split(of("top"), [second.pk], carol)
    assert shown(video).count(("top", "", 1)) == 2 and of("top", 1).first_seen == 10.0
    edit_undo(edit)
    assert shown(video).count(("top", "", 2)) == 1 and Garment.objects.count() == 3


def test_all_decisions_hold_after_another_model_read_the_film(video: Video, carol: User) -> None:
    """The other model looks at other times, finds boxes a little off, and leaves no row as it was."""
    garments_merge(of("shoes"), of("shoes", 1), carol)
    garment_rename(of("shoes"), "His brogues", carol)
    garment_split(of("top"), [of("top").appearances.get(start=10.0).pk], carol)
    garment_recategorise(of("top", 1), "dress", carol)
    before, rows = shown(video), set(Garment.objects.values_list("pk", flat=True))
    read_again(video, model="another", shift=0.37, off=0.02)
    assert sorted(shown(video)) == sorted(before)
    assert set(Garment.objects.values_list("model", flat=True)) == {"another"}
    assert rows.isdisjoint(Garment.objects.values_list("pk", flat=True))


def test_the_same_film_read_again_keeps_rows_and_decisions(video: Video, carol: User) -> None:
    garments_merge(of("shoes"), of("shoes", 1), carol)
    before = set(Garment.objects.values_list("pk", flat=True))
    read_again(video, model="another")
    assert shown(video) == [("shoes", "", 2), ("top", "", 2)]
    assert set(Garment.objects.values_list("pk", flat=True)) == before


def test_a_decision_on_what_is_not_found_any_more_waits_for_it(video: Video, carol: User) -> None:
    garment_rename(of("top"), "Raincoat", carol)
    read_again(video, model="blind", leave_out="top")
    assert [one[1] for one in shown(video)] == ["", ""]
    read_again(video, model="another")
    assert "Raincoat" in [one[1] for one in shown(video)]


def test_two_people_in_one_frame_are_never_merged(video: Video, carol: User) -> None:
    known = Analysis.objects.get()
    other = garment(known, "shoes", [(2.0, 5.0)], BOXES["side"], person=7)
    with pytest.raises(UserError, match="Two people wear them at 2.0 s"):
        garments_merge(of("shoes"), other, carol)
    assert not GarmentEdit.objects.exists()


def test_a_decision_on_a_hidden_or_lost_garment_is_refused(video: Video, carol: User) -> None:
    top, shoes = of("top"), of("shoes")
    garment_reject(top, carol)
    with pytest.raises(UserError, match="meanwhile"):
        garment_rename(top, "Raincoat", carol)
    read_again(video, model="another", shift=0.3, off=0.02)
    with pytest.raises(UserError, match="analysed again"):
        garment_rename(shoes, "Shoes", carol)


@pytest.mark.parametrize("pks", [[], "all", [999_999]])
def test_a_split_of_nothing_or_all_is_refused(video: Video, carol: User, pks: object) -> None:
    rows = [row.pk for row in of("top").appearances.all()] if pks == "all" else pks
    with pytest.raises(UserError, match="not all of them"):
        garment_split(of("top"), rows, carol)  # type: ignore[arg-type]  # a list either way


def test_bad_names_and_categories_are_refused(video: Video, carol: User) -> None:
    with pytest.raises(UserError, match="81 characters"):
        garment_rename(of("top"), "x" * 81, carol)
    with pytest.raises(UserError, match="'coat' is no category"):
        garment_recategorise(of("top"), "coat", carol)


def test_what_was_taken_back_cannot_be_taken_back_again(video: Video, carol: User) -> None:
    edit = garment_reject(of("top"), carol)
    edit_undo(edit)
    with pytest.raises(UserError, match="already"):
        edit_undo(edit)


def test_a_place_is_found_between_boxes_and_not_where_nothing_was(video: Video) -> None:
    finder = Finder(list(garments_of(video)))
    place = place_of(of("top"), of("top").appearances.all())
    between = place | {"boxes": [dict(BOXES["body"], t=1.13)]}
    assert finder.find(between) == of("top")
    assert finder.find(place | {"boxes": [dict(BOXES["body"], t=7.0)]}) is None
    assert finder.find(place | {"boxes": [{"t": 1.0, "x": 0.9, "y": 0.9, "w": 0.05, "h": 0.05}]}) is None
    assert finder.find(place | {"boxes": []}) is None
