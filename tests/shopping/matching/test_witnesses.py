"""What speaks for a product: its feed's colour and the measured one, its pictures, its boosts."""

import numpy as np
import pytest

from shopping.matching import colour_witness
from shopping.matching.colour_witness import colour_weight, says_another
from shopping.matching.facts import boost_of, facts_of
from shopping.matching.likeness import likeness
from shopping.models import Feed, Product, ProductImage
from vision.language.colour_words import colours_in
from vision.models import Garment
from vision.vectors import pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "feed_colour", "seen", "weight"),
    [
        (1.0, "red", 0.5, 0.9),  # the feed says it: eight tenths by the feed, two by what was measured
        (0.6, "", 0.0, 0.48),
        (0.59, "", 0.0, 0.59),  # a description alone may speak of something else
        (0.59, "", 1.0, 0.9),
        (0.0, "", 0.5, 0.45),
        (0.0, "Petrichor", 0.5, 0.45),  # no colour that anybody knows
        (0.0, "blue", 0.5, 0.25),
        (0.3, "blue", 0.5, 0.3),
    ],
)
def test_what_is_said_and_what_is_measured_are_weighed(
    monkeypatch: pytest.MonkeyPatch, said: float, feed_colour: str, seen: float, weight: float
) -> None:
    monkeypatch.setattr(colour_witness, "fit", lambda palette, name, shade: seen)
    (asked,) = [span.colour for span in colours_in(["red"])]
    assert colour_weight(said, feed_colour, asked, ()) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("feed_colour", "name", "is_another"),
    [
        ("blue", "red", True),
        ("red", "red", False),
        ("blue/red", "red", False),
        ("", "red", False),
        ("x1", "red", False),
    ],
)
def test_a_feed_says_another_colour_where_all_that_it_names_are(feed_colour: str, name: str, is_another: bool) -> None:
    assert says_another(feed_colour, name) == is_another


@pytest.fixture
def product() -> Product:
    """A product without pictures."""
    feed = Feed.objects.create(name="Shop", slug="shop")
    return Product.objects.create(feed=feed, product_id="1", title="thing", link="https://x.example/", row_hash="x")


def picture(product: Product, position: int, *vector: float, **fields: object) -> ProductImage:
    """A picture with a vector, or none."""
    packed = pack(np.array(vector, dtype=np.float32)) if vector else None
    fields = {"source": "x", "vector": packed, "sha256": f"{product.pk}{position}" * 8} | fields
    return ProductImage.objects.create(product=product, position=position, **fields)


def test_a_product_is_as_like_as_its_nearest_picture_of_the_same_model(product: Product) -> None:
    worn = Garment(vector=pack(np.array([1.0, 0.0], dtype=np.float32)))
    assert likeness(worn, product) == 0.0
    picture(product, 0), picture(product, 1, 1.0, 0.0, 0.0, 0.0)
    picture(product, 2, 1.0, 0.0, placeholder=True)
    assert likeness(worn, product) == 0.0, "no vector, one of another size, and a shop's stand-in"
    for position, vector in ((3, (-1.0, 0.0)), (4, (0.6, 0.8)), (5, (0.0, 1.0))):
        picture(product, position, *vector)
    other = Product.objects.create(
        feed=product.feed, product_id="2", title="x", link="https://x.example/", row_hash="x"
    )
    picture(other, 0, 1.0, 0.0)
    assert likeness(worn, product) == pytest.approx(0.6, abs=1e-3)


@pytest.mark.parametrize(
    ("boost", "of_feed", "moved"),
    [(0, 0.0, 0.0), (2, 0.01, 0.05), (-2, 0.01, -0.03), (5, 0.05, 0.1), (-5, -0.05, -0.1)],
)
def test_boosts_of_product_and_feed_add_up_to_a_tenth_at_most(
    product: Product, boost: int, of_feed: float, moved: float
) -> None:
    product.boost, product.feed.boost = boost, of_feed
    assert boost_of(product) == pytest.approx(moved)


def test_facts_name_each_products_first_picture(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopping.matching.facts.CHUNK", 1)
    fields = {"feed": product.feed, "link": "https://x.example/", "row_hash": "x"}
    cold = Product.objects.create(product_id="2", title="wool beanie", gender="female", age_group="kids", **fields)
    warm = Product.objects.create(product_id="3", title="Linen shirt", gender="male", age_group="adult", **fields)
    both = Product.objects.create(product_id="4", title="linen fleece", gender="unisex", **fields)
    for one in (warm, cold):
        picture(one, 1), picture(one, 0)
    found = facts_of([both.pk, warm.pk, cold.pk, warm.pk, 10**6])
    told = {pk: (one.gender, one.age, one.season, one.picture) for pk, one in found.items()}
    assert told == {
        cold.pk: (-1, -1, -1, f"{cold.pk}0" * 8),
        warm.pk: (1, 1, 1, f"{warm.pk}0" * 8),
        both.pk: (0, 0, 0, ""),
    }
