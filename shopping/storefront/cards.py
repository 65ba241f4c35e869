"""A product as a card shows it: here alone is decided what stands on a card and how prices are written."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django.urls import reverse

from shopping.models import Product
from vision.models import Garment


def product_card(product: Product, garment: Garment | None = None) -> dict[str, Any]:
    """A product with feed and pictures as a card shows it; its link is our click-out."""
    pictures = list(product.images.all())
    address = reverse("click-out", args=[product.pk])
    return {
        "title": product.title,
        "price": money(product.price, product.currency),
        "sale_price": money(product.sale_price, product.currency) if product.sale_price is not None else None,
        "shop": product.brand or product.feed.name,
        "image": reverse("media", args=[pictures[0].file]) if pictures else "",
        "availability": product.availability,
        "url": f"{address}?g={garment.pk}" if garment is not None else address,
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


def money(amount: Decimal, currency: str) -> str:
    """An amount for people: $75.00."""
    return format_currency(amount, currency, locale="en_US")
