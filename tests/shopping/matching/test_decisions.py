"""Decisions on matches are a history, and hold after another model has read the film."""

import pytest
from django.contrib.auth.models import User

from catalog.models import Title
from playback.models import Video
from shopping.matching.decisions import ChangedMeanwhileError, Word, match_decide, match_pin
from shopping.matching.reattach import decisions_attach
from shopping.models import Decision, Feed, Match, Product
from tests.vision.edits.made import BOXES, garment, read_again
from vision.edits.services import edit_undo, garments_merge
from vision.models import Analysis, Garment


@pytest.fixture
def film(db: None) -> Video:
    """Grey shoes as two rows, a red top, and what is suggested for them."""
    made = Video.objects.create(title=Title.objects.create(name="Reel", slug="reel"), duration=20.0, package_key="k")
    known = Analysis.objects.create(video=made, key="k", model="one", parser="p")
    shop = Feed.objects.create(name="Shop", slug="shop")
    worn = [
        garment(known, "shoes", [(0.0, 4.0)], BOXES["feet"], person=1),
        garment(known, "shoes", [(10.0, 14.0)], BOXES["feet"], person=2),
        garment(known, "top", [(0.0, 4.0), (10.0, 14.0)], BOXES["body"], person=1),
    ]
    for number in range(3):
        product = Product.objects.create(feed=shop, product_id=f"P{number}", title=f"thing {number}", link="https://x")
        for one in worn:
            Match.objects.create(garment=one, product=product, rank=number + 1, score=0.6 - 0.1 * number)
    return made


def match(category: str, product: str, place: int = 0) -> Match:
    """A match by the garment's category, its place among those, and the product."""
    worn = Garment.objects.filter(category=category).order_by("first_seen", "pk")[place]
    return Match.objects.get(garment=worn, product__product_id=product)


def decided() -> set[tuple[str, float, str, str]]:
    """What is decided: category, first second, product and status."""
    rows = Match.objects.exclude(status="suggested").values_list(
        "garment__category", "garment__first_seen", "product__product_id", "status"
    )
    return {(category, round(first), product, status) for category, first, product, status in rows}


def test_each_decision_says_who_when_what_before_and_why(film: Video, carol: User) -> None:
    match_decide(match("top", "P0"), "approved", carol)
    match_decide(match("top", "P0"), "rejected", carol, Word(carol, "too long"))
    rows = Decision.objects.values_list("before", "after", "note", "decided_by__username", "score")
    assert list(rows) == [
        ("suggested", "approved", "", "carol", 0.6),
        ("approved", "rejected", "too long", "carol", 0.6),
    ]
    kept = Decision.objects.order_by("pk")[0]
    assert kept.created and kept.place["category"] == "top" and len(kept.place["boxes"]) == 8


def test_all_decisions_hold_after_another_model_read_the_film(film: Video, carol: User) -> None:
    """No row of a garment is left; each decision finds its garment by the place on the screen."""
    match_decide(match("top", "P0"), "approved", carol)
    match_decide(match("top", "P1"), "rejected", carol)
    match_pin(match("shoes", "P2").garment, Product.objects.get(product_id="P2"), carol)
    match_decide(match("shoes", "P0", 1), "rejected", carol)
    before, rows = decided(), set(Garment.objects.values_list("pk", flat=True))
    read_again(film, model="another", shift=0.37, off=0.02)
    assert not Match.objects.exists() and rows.isdisjoint(Garment.objects.values_list("pk", flat=True))
    assert decisions_attach(film) == 4 and decided() == before
    assert decisions_attach(film) == 0
    assert set(Match.objects.values_list("decided_by__username", flat=True)) == {"carol"}


def test_a_decision_on_what_one_model_misses_comes_back_with_the_next(film: Video, carol: User) -> None:
    match_decide(match("top", "P0"), "approved", carol)
    read_again(film, model="blind", leave_out="top")
    assert decisions_attach(film) == 0 and decided() == set()
    read_again(film, model="another", shift=0.2)
    assert decisions_attach(film) == 1 and decided() == {("top", 0, "P0", "approved")}


def test_a_decision_that_was_taken_back_is_not_attached(film: Video, carol: User) -> None:
    match_decide(match("top", "P0"), "approved", carol)
    match_decide(match("top", "P0"), "suggested", carol)
    read_again(film, model="another", shift=0.37, off=0.02)
    assert decisions_attach(film) == 0 and decided() == set()


def test_a_merged_garment_has_the_decisions_of_both_until_they_are_two_again(film: Video, carol: User) -> None:
    match_decide(match("shoes", "P0"), "approved", carol)
    match_decide(match("shoes", "P1", 1), "rejected", carol)
    first, second = match("shoes", "P0").garment, match("shoes", "P0", 1).garment
    merge = garments_merge(first, second, carol)
    decisions_attach(film)
    status = dict(Match.objects.filter(garment=first).values_list("product__product_id", "status"))
    assert status == {"P0": "approved", "P1": "rejected", "P2": "suggested"}
    edit_undo(merge)
    decisions_attach(film, strictly=True)
    assert decided() == {("shoes", 0, "P0", "approved"), ("shoes", 10, "P1", "rejected")}


def test_a_decision_on_a_match_that_changed_is_refused_with_who_did(film: Video, alice: User, carol: User) -> None:
    match_decide(match("top", "P0"), "rejected", alice)
    with pytest.raises(ChangedMeanwhileError, match="alice has decided on this meanwhile: Rejected"):
        match_decide(match("top", "P0"), "approved", carol, seen="suggested")
    assert match("top", "P0").status == "rejected" and Decision.objects.count() == 1
