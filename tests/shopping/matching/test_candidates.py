"""The best products of the best styles, against a look at every picture one by one."""

import numpy as np
import pytest

from shopping.index import product_index
from shopping.index.columns import group_codes
from shopping.index.snapshot import Snapshot
from shopping.matching import candidates
from shopping.matching.candidates import products_near, ranked
from shopping.matching.plausible import SAME_CATEGORY, bonuses_of
from shopping.models import Product, ProductImage
from tests.shopping.matching.scale import MODEL, RandomShop
from vision.language.categories import CATEGORIES as ALL
from vision.types import FloatArray
from vision.vectors import pack, unit, unpack

pytestmark = pytest.mark.django_db
Listed = list[tuple[int, float, float]]
"""(product, cosine, order) of candidates."""


@pytest.fixture(params=[1, 2])
def shop(request: pytest.FixtureRequest) -> RandomShop:
    """Products of which a third are variants of three styles, whose pictures all stand close together."""
    made = RandomShop(request.param, 90, 0)
    Product.objects.update(available=True)
    for number, product in enumerate(Product.objects.order_by("pk")[:30]):
        Product.objects.filter(pk=product.pk).update(item_group_id=f"crowd{number % 3}", category="top")
        for image in product.images.all():
            image.vector, image.category = _near(made, number % 3), "top"
            image.save()
    return made


def _near(shop: RandomShop, centre: int) -> bytes:
    shift = 0.05 * shop.rng.standard_normal(len(shop.centres[centre])).astype(np.float32)
    return pack(unit(shop.centres[centre] + shift))


def loaded() -> Snapshot:
    """The index of the shop as it is."""
    product_index.rebuild(MODEL)
    return product_index.load(MODEL)


def one_by_one(vector: FloatArray, category: str, chances: dict[str, float], styles: int) -> Listed:
    """The list that a garment should have."""
    bonuses, codes = bonuses_of(category, chances), set(group_codes(category))
    best: dict[object, tuple[float, int, float]] = {}
    for image in ProductImage.objects.select_related("product"):
        product, code = image.product, ALL.index(image.product.category)
        if code not in codes and code not in bonuses:
            continue
        cosine = round(float(unpack(bytes(image.vector or b"")).astype(np.float32) @ vector), 5)
        known = (-cosine - bonuses.get(code, 0.0), product.pk, cosine)
        style = product.item_group_id or f"alone {product.pk}"
        best[style] = min(best.get(style, known), known)
    return [(pk, cosine, -order) for order, pk, cosine in sorted(best.values())[:styles]]


@pytest.mark.parametrize("styles", [1, 3, 8, 200])
def test_lists_hold_exactly_the_best_styles_however_many_pictures_stand_before_them(
    shop: RandomShop, styles: int
) -> None:
    snapshot = loaded()
    vectors = np.stack([*(shop.centres[n] / np.linalg.norm(shop.centres[n]) for n in range(3)), shop.vector()])
    for category in ("top", "shoes"):
        chances = [shop.chances(category) for _ in vectors]
        for vector, said, found in zip(
            vectors, chances, ranked(snapshot, vectors, category, styles, chances), strict=True
        ):
            expected = one_by_one(vector, category, said, styles)
            assert [one.product_pk for one in found.candidates] == [pk for pk, _, _ in expected]
            assert [one.score for one in found.candidates] == pytest.approx(
                [cosine for _, cosine, _ in expected], abs=2e-5
            )
            assert [one.order for one in found.candidates] == pytest.approx(
                [order for _, _, order in expected], abs=2e-5
            )
            assert found.cutoff == (found.candidates[-1].order if len(expected) == styles else None)


def test_pictures_are_fetched_until_no_other_can_be_among_the_best_and_no_further(
    shop: RandomShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three crowded styles fill what is fetched at first; a search that may not go on stops short."""
    snapshot, asked = loaded(), list[int]()
    vector = shop.centres[0] / np.linalg.norm(shop.centres[0])
    searched = snapshot.search

    def search(vectors: FloatArray, allowed: object, top: int) -> object:
        asked.append(top)
        return searched(vectors, allowed, top)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(type(snapshot), "search", lambda self, *given: search(*given))
    first = candidates.PICTURES_PER_STYLE * 2
    assert ranked(snapshot, vector[None], "shoes", 2)[0].cutoff is not None
    assert set(asked) == {first}
    asked.clear()
    (full,) = ranked(snapshot, vector[None], "top", 2)
    assert len(full.candidates) == 2 and max(asked) == first * candidates.FETCHED_MORE
    monkeypatch.setattr(candidates, "MAX_FETCHED", first)
    (short,) = ranked(snapshot, vector[None], "top", 2)
    assert short.candidates[0] == full.candidates[0] and short != full


@pytest.mark.parametrize("preferred", ["", "top", "no such category"])
def test_products_near_a_vector_have_their_best_picture_and_the_preferred_come_first(
    shop: RandomShop, preferred: str
) -> None:
    vector, codes = shop.vector(), group_codes("top")
    expected: dict[int, float] = {}
    for image in ProductImage.objects.select_related("product"):
        if ALL.index(image.product.category) in codes:
            bonus = SAME_CATEGORY if image.product.category == preferred else 0.0
            cosine = float(unpack(bytes(image.vector or b"")).astype(np.float32) @ vector) + bonus
            expected[image.product_id] = max(expected.get(image.product_id, -1.0), cosine)
    assert products_near(loaded(), vector, codes, 1_000, preferred) == pytest.approx(expected, abs=1e-4)
    assert len(products_near(loaded(), vector, None, 1_000)) == Product.objects.count() > len(expected)
