"""A product as a card shows it: here alone is decided what stands on a card."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone

from shopping.models import Product
from shopping.storefront.addresses import product_address
from shopping.storefront.disclosures import words_of
from trendflix.core.locales.formats import money
from vision.models import Garment


def product_card(product: Product, garment: Garment | None = None) -> dict[str, Any]:
    """A product with feed and pictures as a card shows it; its link is our click-out."""
    pictures = list(product.images.all())
    address = reverse("click-out", args=[product.pk])
    sale = sale_price_now(product)
    return {
        "title": product.title,
        "price": money(product.price, product.currency),
        "sale_price": money(sale, product.currency) if sale is not None else None,
        "shop": product.brand or product.feed.name,
        "image": reverse("media", args=[pictures[0].file]) if pictures else "",
        "availability": product.availability,
        "url": f"{address}?g={garment.pk}" if garment is not None else address,
        "page": product_address(product),
        "disclosure": words_of(product.feed),
    }


def numbered_card(product: Product, garment: Garment | None = None, **more: Any) -> dict[str, Any]:
    """The same with the product's number, by which scripts ask for it, and whatever else a list says."""
    return product_card(product, garment) | {"id": product.pk} | more


def card_row(product: Product, shops: dict[str, int]) -> list[Any]:
    """The same as the timeline's JSON has it, without names; ``shops`` takes in and numbers those that are new."""
    card = product_card(product)
    picture = card["image"].removeprefix(reverse("media", args=["public/"]))
    shop = shops.setdefault(card["shop"], len(shops))
    return [product.pk, card["title"], card["price"], card["sale_price"], shop, picture, card["availability"]]


def sale_price_now(product: Product, now: datetime | None = None) -> Decimal | None:
    """The sale price if the sale holds now: sales begin and end by themselves, between two imports."""
    now = now or timezone.now()
    has_begun = product.sale_start is None or product.sale_start <= now
    has_ended = product.sale_end is not None and product.sale_end < now
    return product.sale_price if has_begun and not has_ended else None


def price_now(product: Product, now: datetime | None = None) -> Decimal:
    """What a product costs now, a sale that holds included."""
    sale = sale_price_now(product, now)
    return product.price if sale is None else sale
