"""What the order of candidates depends on beside their likeness: what the feed says of each product."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from shopping.models import Product, ProductImage
from shopping.search.stems import stem_set
from vision.language.palette import Palette, palette_from_json

MAX_BOOST = 0.1
"""The most that boosts move a product, in cosine: about the way from a chance of .5 to .64."""
BOOST_STEP = 0.02
"""One step of a product's boost; its feed's is in cosine as it is."""
CHUNK = 500
KIDS = frozenset({"newborn", "infant", "toddler", "kids"})
COLD = ("winter", "fleece", "thermal", "puffer", "down", "wool", "wolle", "laine", "invierno", "hiver")
WARM = ("summer", "sommer", "linen", "leinen", "swim", "bikini", "beach", "sandal", "été", "verano", "lin")


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one product. ``gender``, ``age`` and ``season`` are −1 or 1, 0 where the feed does not tell: female or male,
    kids or adults, cold or warm."""

    category: str
    gender: int
    age: int
    season: int
    boost: float
    in_stock: bool
    price: Decimal
    created: float
    palette: Palette
    picture: str
    """SHA-256 of the first picture: one picture, one style, whatever shop sells it."""


def facts_of(products: Iterable[int]) -> dict[int, Facts]:
    """Product pk → facts; two queries for each ``CHUNK``."""
    found: dict[int, Facts] = {}
    for pks in _chunks(sorted(set(products))):
        pictures = ProductImage.objects.filter(product__in=pks, position=0).values_list("product_id", "sha256")
        first = dict(pictures.order_by())
        for product in _rows(pks):
            found[product.pk] = _facts(product, first.get(product.pk, ""))
    return found


def _rows(pks: Sequence[int]) -> Iterable[Product]:
    fields = (
        "category", "gender", "age_group", "title", "product_type", "availability", "price", "created", "palette",
        "boost", "feed__boost",
    )  # fmt: skip
    return Product.objects.filter(pk__in=pks).select_related("feed").only(*fields)


def boost_of(product: Product) -> float:
    """A product's and its feed's boost together, in cosine, within ``MAX_BOOST``."""
    return max(-MAX_BOOST, min(MAX_BOOST, BOOST_STEP * product.boost + product.feed.boost))


def _facts(product: Product, picture: str) -> Facts:
    words = stem_set(f"{product.title} {product.product_type}")
    return Facts(
        category=product.category,
        gender={"female": -1, "male": 1}.get(product.gender, 0),
        age=0 if not product.age_group else -1 if product.age_group in KIDS else 1,
        season=(not words.isdisjoint(_stems(WARM))) - (not words.isdisjoint(_stems(COLD))),
        boost=boost_of(product),
        in_stock=product.availability == "in_stock",
        price=product.price,
        created=product.created.timestamp(),
        palette=palette_from_json(product.palette),
        picture=picture,
    )


@cache
def _stems(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(stem_set(word) for word in words))


def _chunks(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(values), CHUNK):
        yield values[at : at + CHUNK]
