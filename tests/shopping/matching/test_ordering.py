"""The order of candidates: likeness, then sense, boosts and what breaks ties; one picture stands for one style."""

from decimal import Decimal
from typing import Any

import pytest

from shopping.matching.candidates import Candidate
from shopping.matching.facts import Facts, boost_of, facts_of
from shopping.matching.ordering import Worn, ordered
from shopping.matching.ranking import Ranking
from shopping.models import Feed, Match, Product, ProductImage
from shopping.storefront.selectors import OFFERED
from tests.shopping.review.conftest import STAMP, film

__all__ = ["film"]
PLAIN: dict[str, Any] = {
    "category": "top", "gender": 0, "age": 0, "season": 0, "boost": 0.0, "in_stock": True, "price": Decimal(10),
    "created": 0.0, "palette": (), "picture": "",
}  # fmt: skip


def order(*candidates: tuple[float, dict[str, Any]], learnt: Ranking | None = None, model: str = "") -> list[int]:
    """Places of (cosine, facts that are not plain), best first."""
    found = [Candidate(pk, pk, score, score) for pk, (score, _) in enumerate(candidates)]
    facts = {pk: Facts(**(PLAIN | {"picture": f"p{pk}"} | more)) for pk, (_, more) in enumerate(candidates)}
    return [one.product_pk for one in ordered(Worn("top", model=model), found, facts, learnt)]


def test_what_is_more_alike_comes_first() -> None:
    assert order((0.5, {}), (0.7, {}), (0.6, {})) == [1, 2, 0]


def test_of_equals_what_is_in_stock_then_cheaper_then_newer_comes_first() -> None:
    late, cheap = {"in_stock": False, "price": Decimal(1)}, {"price": Decimal(5)}
    assert order((0.7, late), (0.7, {}), (0.7, {"created": 9.0}), (0.7, cheap)) == [3, 2, 1, 0]
    assert order((0.7, late), (0.6, {})) == [0, 1]


@pytest.mark.parametrize("axis", ["gender", "age", "season"])
def test_what_is_of_another_gender_age_or_season_than_the_rest_stands_back(axis: str) -> None:
    rest = [(0.7, {axis: 1})] * 4
    assert order((0.71, {axis: -1}), *rest)[-1] == 0
    assert order((0.71, {axis: 0}), *rest)[0] == 0


def test_where_the_rest_does_not_agree_or_tell_nothing_stands_back() -> None:
    mixed = [(0.7, {"gender": 1}), (0.7, {"gender": -1}), (0.7, {"gender": 1})]
    assert order((0.72, {"gender": -1}), *mixed)[0] == 0
    assert order((0.72, {"gender": -1}), (0.7, {"gender": 1}), (0.7, {}))[0] == 0


def test_what_is_not_sure_says_nothing_of_who_wears_it() -> None:
    candidates = [(0.25, {"gender": -1}), *[(0.24, {"gender": 1})] * 4]
    assert order(*candidates)[0] == 1 and order(*candidates, model=STAMP)[0] == 0


def test_much_likeness_outweighs_sense() -> None:
    assert order((0.9, {"age": -1}), *[(0.7, {"age": 1})] * 4)[0] == 0


def test_a_boost_moves_a_product_as_far_as_it_says() -> None:
    assert order((0.70, {}), (0.66, {"boost": 0.05})) == [1, 0]
    assert order((0.70, {}), (0.50, {"boost": 0.1})) == [0, 1]


def test_boosts_of_product_and_feed_are_bounded_together() -> None:
    class Boosted:
        boost = 5
        feed = Feed()

    Boosted.feed.boost = 0.1
    assert boost_of(Boosted()) == pytest.approx(0.1)  # type: ignore[arg-type]  # as far as boosts go


def test_the_same_picture_again_stands_at_the_end() -> None:
    assert order((0.7, {"picture": "a"}), (0.69, {"picture": "a"}), (0.5, {})) == [0, 2, 1]
    assert order((0.7, {"picture": ""}), (0.69, {"picture": ""}), (0.5, {})) == [0, 1, 2]


def test_what_was_learnt_decides_where_it_is_in_use() -> None:
    near_colour = Ranking((0.0, 0.0, 3.0, 0.0, 0.0), 0.0, (0.0,) * 5, (1.0,) * 5, 5.0, 0.2)
    assert order((0.8, {"category": "dress"}), (0.6, {}), learnt=near_colour) == [1, 0]


@pytest.mark.django_db
def test_facts_are_read_from_the_feed_s_words() -> None:
    shop = Feed.objects.create(name="Shop", slug="shop")
    fields = {"gender": "female", "age_group": "kids", "availability": "preorder", "price": 12}
    product = Product.objects.create(
        feed=shop, product_id="P", title="Winter fleece jacket", link="https://x.example/", **fields
    )
    ProductImage.objects.create(product=product, source="x", sha256="abc")
    known = facts_of([product.pk])[product.pk]
    assert (known.gender, known.age, known.season, known.in_stock, known.picture) == (-1, -1, -1, False, "abc")


def test_a_pinned_product_leaves_when_it_is_sold_out_and_comes_back(film: Any) -> None:
    match = Match.objects.all()[0]
    Match.objects.filter(pk=match.pk).update(status="pinned", rank=0)
    for is_available in (True, False, True):
        Product.objects.filter(pk=match.product_id).update(available=is_available)
        assert Match.objects.filter(OFFERED, pk=match.pk).exists() is is_available
        assert Match.objects.get(pk=match.pk).status == "pinned"
