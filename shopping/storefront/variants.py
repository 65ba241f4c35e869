"""A product's variants as swatches (one a colour) and sizes (of its own colour)."""

import re
from dataclasses import dataclass

from shopping.models import Product
from shopping.storefront.addresses import product_address
from shopping.storefront.selectors import products_of

MAX_VARIANTS = 200
LETTERS = ("xxxs", "xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "5xl")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Variant:
    """A choice that leads to another product of the style; ``image`` is a file's path below the media folder."""

    label: str
    address: str
    is_current: bool
    is_for_sale: bool
    image: str = ""


def variants_of_style(product: Product) -> list[Product]:
    """All products of the style that are not hidden, the product itself first; three queries at most."""
    if not product.item_group_id:
        return [product]
    same = Product.objects.filter(feed_id=product.feed_id, item_group_id=product.item_group_id, hidden=False)
    pks = same.exclude(pk=product.pk).order_by("pk").values_list("pk", flat=True)[:MAX_VARIANTS]
    return [product, *products_of(pks).values()]


def swatches(product: Product, variants: list[Product]) -> list[Variant]:
    """One a colour, the product's own size where there is one; none where there is one colour only."""
    best: dict[str, Product] = {}
    for other in sorted(variants, key=lambda one: _preference(one, product)):
        best.setdefault(other.color.casefold(), other)
    chosen = sorted(best.values(), key=lambda one: one.pk)
    return [_variant(one, product, one.color) for one in chosen if one.color] if len(chosen) > 1 else []


def sizes(product: Product, variants: list[Product]) -> list[Variant]:
    """The sizes of the product's colour, small to large; none where no size is said."""
    own = [one for one in variants if one.color.casefold() == product.color.casefold() and one.size]
    best: dict[str, Product] = {}
    for other in sorted(own, key=lambda one: (one.pk != product.pk, not one.is_for_sale, one.pk)):
        best.setdefault(other.size.casefold(), other)
    ordered = sorted(best.values(), key=lambda one: _size_key(one.size))
    return [_variant(one, product, one.size) for one in ordered]


def _preference(other: Product, product: Product) -> tuple[bool, bool, bool, int]:
    return other.pk != product.pk, not other.is_for_sale, other.size != product.size, other.pk


def _variant(other: Product, product: Product, label: str) -> Variant:
    pictures = [image.file for image in other.images.all() if image.file]
    is_current = label.casefold() in (product.color.casefold(), product.size.casefold())
    return Variant(label, product_address(other), is_current, other.is_for_sale, pictures[0] if pictures else "")


def _size_key(size: str) -> tuple[int, float, str]:
    plain = size.casefold().strip()
    if plain in LETTERS:
        return 0, LETTERS.index(plain), plain
    number = _NUMBER.search(plain)
    return (1, float(number[0].replace(",", ".")), plain) if number else (2, 0.0, plain)
