"""Which matches many decisions at once reach, what one undo takes back, and who is offered what."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from playback.models import Video
from shopping.matching.calibration import BUNDLED
from shopping.matching.decisions import ChangedMeanwhileError, Word, match_decide
from shopping.matching.review_queue import CANDIDATES
from shopping.models import Decision, Feed, Match, Product, ReviewItem
from shopping.review import bulk as deciding
from shopping.review import holds
from shopping.review.actions import batch_of, last_undo, product_decide
from shopping.review.bulk import Bulk, bulk_decide
from shopping.review.frames import MAX_LINES, rendition_of
from shopping.review.holds import Filters, holder_of, item_claim, item_hold, item_put_off, items, waiting_count
from tests.shopping.review.conftest import STAMP
from trendflix.core.errors import UserError
from vision.models import Garment

pytestmark = pytest.mark.django_db


def decided(**filters: Any) -> list[tuple[str, str]]:
    """(category, product) of what is decided."""
    rows = Match.objects.exclude(status="suggested").filter(**filters).order_by("garment_id", "rank")
    return list(rows.values_list("garment__category", "product__product_id"))


@pytest.mark.parametrize(
    ("chance", "status", "products"),
    [
        (0.0, "approved", ["P0", "P1", "P2", "P3"]),
        (1.0, "approved", []),
        (0.0, "rejected", []),
        (1.0, "rejected", ["P0", "P1", "P2", "P3"]),
        (0.55, "approved", ["P0", "P1"]),
        (0.55, "rejected", ["P2", "P3"]),
    ],
)
def test_of_a_title_those_at_least_as_likely_are_approved_or_the_others_rejected(
    film: Video, top: Garment, carol: User, chance: float, status: str, products: list[str]
) -> None:
    assert bulk_decide(Bulk(status, title=film.title_id, chance=chance), carol) == 3 * len(products)
    assert [product for _category, product in decided(garment=top)] == products
    assert set(Match.objects.exclude(status="suggested").values_list("status", flat=True)) <= {status}


def test_a_match_of_exactly_the_chance_is_approved_and_not_rejected(film: Video, top: Garment, carol: User) -> None:
    chance = 0.6
    Match.objects.filter(product__product_id="P2").update(score=BUNDLED[STAMP].score_of(chance))
    bulk_decide(Bulk("rejected", title=film.title_id, chance=chance), carol)
    assert "P2" not in [product for _category, product in decided(garment=top)]
    bulk_decide(Bulk("approved", title=film.title_id, chance=chance), carol)
    assert "P2" in [product for _category, product in decided(garment=top)]


@pytest.mark.parametrize(
    ("garments", "products", "count"),
    [
        ({"hidden": True}, {}, 8),
        ({"model": "unknown"}, {}, 8),  # how likely its matches are is not known
        ({}, {"available": False}, 9),
    ],
)
def test_what_is_hidden_gone_or_not_calibrated_is_left_to_one_by_one(
    film: Video, top: Garment, carol: User, garments: dict[str, Any], products: dict[str, Any], count: int
) -> None:
    Garment.objects.filter(pk=top.pk).update(**garments) if garments else None
    Product.objects.filter(product_id="P0").update(**products) if products else None
    assert bulk_decide(Bulk("approved", title=film.title_id), carol) == count


@pytest.mark.parametrize("status", ["pinned", "suggested", "", "Approved"])
def test_many_are_approved_or_rejected_and_nothing_else(top: Garment, carol: User, status: str) -> None:
    with pytest.raises(UserError, match="approved or rejected"):
        bulk_decide(Bulk(status, garment=top.pk), carol)
    assert not Decision.objects.exists()


def test_what_nobody_named_is_not_decided(film: Video, carol: User) -> None:
    with pytest.raises(UserError, match="Name a garment"):
        bulk_decide(Bulk("approved"), carol)
    assert bulk_decide(Bulk("approved", title=film.title_id + 1), carol) == 0
    assert bulk_decide(Bulk("approved", product=10**6), carol) == 0 and decided() == []


def test_of_a_garment_only_those_are_decided_that_a_reviewer_is_shown(top: Garment, carol: User) -> None:
    feed = Feed.objects.get()
    for number in range(10, 20):
        product = Product.objects.create(feed=feed, product_id=f"P{number}", title="x", link="https://x.example/")
        Match.objects.create(garment=top, product=product, rank=number)
    match_decide(Match.objects.get(garment=top, rank=3), "approved", carol)
    assert bulk_decide(Bulk("rejected", garment=top.pk), carol) == CANDIDATES - 1
    assert sorted(Match.objects.filter(garment=top, status="suggested").values_list("rank", flat=True)) == [
        15,
        *range(16, 20),
    ]
    assert Match.objects.get(garment=top, rank=3).status == "approved"
    assert bulk_decide(Bulk("rejected", garment=top.pk), carol) == 0, "the screen is full of decisions"


def test_more_than_are_decided_at_once_are_left_for_the_next(
    film: Video, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "MAX_AT_ONCE", 5)
    counts = [bulk_decide(Bulk("approved", title=film.title_id), carol) for _ in range(4)]
    assert counts == [5, 5, 2, 0] and Decision.objects.values("batch").distinct().count() == 3


def test_each_of_many_decisions_is_kept_as_one_by_one(film: Video, top: Garment, carol: User) -> None:
    bulk_decide(Bulk("rejected", product=Product.objects.get(product_id="P1").pk), carol, "n" * 400)
    rows = list(Decision.objects.order_by("garment_id"))
    assert len(rows) == 3 and len({row.batch for row in rows}) == 1
    for row in rows:
        assert (row.before, row.after, row.decided_by, len(row.note)) == ("suggested", "rejected", carol, 300)
        assert row.video_id == film.pk and row.score == pytest.approx(0.25) and row.place["boxes"]
    assert {row.place["category"] for row in rows} == {"top", "shoes"}
    assert ReviewItem.objects.exclude(decided=None).count() == 3 == ReviewItem.objects.filter(is_open=True).count()


def test_an_undo_of_many_takes_all_back_or_where_one_was_decided_since_none(
    film: Video, top: Garment, alice: User, carol: User
) -> None:
    bulk_decide(Bulk("rejected", garment=top.pk), carol)
    match = Match.objects.get(garment=top, product__product_id="P2")
    match_decide(match, "approved", alice)
    before = list(Match.objects.order_by("pk").values())
    with pytest.raises(ChangedMeanwhileError, match="alice"):
        last_undo(carol)
    assert list(Match.objects.order_by("pk").values()) == before and not Decision.objects.exclude(undone=None).exists()
    assert last_undo(alice) == {"garment": top.pk, "count": 1}
    assert last_undo(carol) == {"garment": top.pk, "count": 4} and decided() == []
    assert ReviewItem.objects.get(pk=top.pk).is_open
    for user in (alice, carol):
        with pytest.raises(UserError, match="nothing of yours"):
            last_undo(user)


def test_one_word_after_another_is_taken_back_in_turn(top: Garment, carol: User) -> None:
    match = Match.objects.get(garment=top, product__product_id="P1")
    for status in ("approved", "rejected", "pinned"):
        match_decide(match, status, carol)
    found = []
    for _ in range(3):
        last_undo(carol)
        match.refresh_from_db()
        found.append((match.status, match.decided_by_id, match.rank))
    assert found == [("rejected", carol.pk, 1), ("approved", carol.pk, 1), ("suggested", None, 1)]


def test_words_of_one_batch_are_taken_back_together(top: Garment, carol: User) -> None:
    word = Word(carol, batch=batch_of())
    for match in Match.objects.filter(garment=top)[:3]:
        match_decide(match, "approved", carol, word)
    assert batch_of() != word.batch and last_undo(carol)["count"] == 3 and decided() == []


def test_nothing_is_decided_of_a_garment_that_is_hidden(top: Garment, carol: User) -> None:
    Garment.objects.filter(pk=top.pk).update(hidden=True)
    with pytest.raises(ChangedMeanwhileError):
        product_decide(Garment.objects.get(pk=top.pk), Product.objects.all()[0], "approved", Word(carol), None)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("heights", "number"),
    [([], 0), ([2160], 0), ([240], 0), ([240, MAX_LINES, 1080], 1), ([240, MAX_LINES + 1], 0), ([144, 240, 360], 2)],
)
def test_a_frame_is_of_the_largest_rendition_within_bounds_or_the_smallest(heights: list[int], number: int) -> None:
    video: Any = SimpleNamespace(renditions=[{"height": height} for height in heights])
    assert rendition_of(video) == number


def test_a_holder_is_named_to_others_while_it_holds(film: Video, top: Garment, alice: User, bob: User) -> None:
    def told(user: User) -> str:
        return holder_of(ReviewItem.objects.get(pk=top.pk), user)

    assert told(bob) == "" and item_hold(alice, top.pk)
    assert (told(alice), told(bob)) == ("", "alice")
    ReviewItem.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert told(bob) == ""


@pytest.mark.parametrize("small_shop", [2_000, 2, 12, 11])
def test_a_shop_s_items_are_the_same_however_they_are_found(
    film: Video, top: Garment, carol: User, monkeypatch: pytest.MonkeyPatch, small_shop: int
) -> None:
    monkeypatch.setattr(holds, "MAX_OF_SMALL_SHOP", small_shop)
    shop, other = Feed.objects.get(), Feed.objects.create(name="Other", slug="other")
    Match.objects.filter(garment=top).update(status="rejected")
    assert set(items(Filters(shop=shop.pk)).values_list("garment__category", flat=True)) == {"shoes"}
    assert waiting_count(Filters(shop=shop.pk)) == 2 and waiting_count(Filters(shop=other.pk)) == 0
    ReviewItem.objects.update(decided=timezone.now())
    assert waiting_count(Filters(shop=shop.pk, decided=True)) == 3


def test_filters_narrow_together_and_counts_end_at_their_most(
    film: Video, top: Garment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert waiting_count(Filters(title=film.title_id, category="shoes")) == 2
    assert waiting_count(Filters(title=film.title_id + 1, category="shoes")) == 0
    monkeypatch.setattr(holds, "MAX_COUNTED", 2)
    assert waiting_count(Filters()) == 2


def test_what_was_put_off_comes_back_when_its_time_is_over(film: Video, top: Garment, alice: User, bob: User) -> None:
    assert item_claim(alice, Filters(category="top"), []) == top.pk
    item_put_off(alice, top.pk)
    for user in (alice, bob):
        assert item_claim(user, Filters(category="top"), []) is None
    ReviewItem.objects.filter(pk=top.pk).update(put_off_until=timezone.now() - timedelta(seconds=1))
    assert item_claim(bob, Filters(category="top"), []) == top.pk
