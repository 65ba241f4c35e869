"""What a product's page shows; constant queries."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from shopping.models import Product
from shopping.storefront.addresses import product_address
from shopping.storefront.alike import alike
from shopping.storefront.cards import numbered_card, price_now, sale_price_now
from shopping.storefront.seen_in import Seen, complete_look, garments_like, seen_in
from shopping.storefront.selectors import products_of
from shopping.storefront.variants import Variant, sizes, swatches, variants_of_style
from trendflix.accounts.sight import Sight
from trendflix.accounts.visitors import Visitor
from trendflix.core.locales.formats import percent

ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
SCHEMA_AVAILABILITY = {
    "in_stock": "InStock",
    "preorder": "PreOrder",
    "backorder": "BackOrder",
    "out_of_stock": "OutOfStock",
}


@dataclass(frozen=True, slots=True)
class ProductPage:
    """Of a hidden product nothing but ``similar`` is told."""

    product: Product
    card: dict[str, Any]
    pictures: list[str]
    saving: str
    swatches: list[Variant]
    sizes: list[Variant]
    seen: list[Seen]
    look: list[dict[str, Any]]
    similar: list[dict[str, Any]]
    json_ld: SafeString


def product_page(product: Product, sight: Sight, visitor: Visitor, origin: str) -> ProductPage:
    """The page of a product of ``product_read``; ``origin`` (https://films.example) begins absolute addresses."""
    variants = variants_of_style(product)
    garments = garments_like(sight, [one.pk for one in variants])
    is_shown = product.is_for_sale
    return ProductPage(
        product=product,
        card=numbered_card(product),
        pictures=[] if product.hidden else [reverse("media", args=[one.file]) for one in product.images.all()],
        saving=_saving(product),
        swatches=swatches(product, variants),
        sizes=sizes(product, variants),
        seen=seen_in(garments, visitor),
        look=complete_look(garments) if is_shown else [],
        similar=alike(product, garments, {one.pk for one in variants}),
        json_ld=_json_ld(product, origin) if is_shown and not settings.REQUIRE_LOGIN else SafeString(""),
    )


def product_read(pk: int) -> Product | None:
    """A product with feed, pictures and description, whether it is shown or not; three queries."""
    product = products_of([pk]).get(pk)
    if product is not None:
        product.refresh_from_db(fields=["description"])
    return product


def _saving(product: Product) -> str:
    """By how much a sale that holds is cheaper: "20%"."""
    sale = sale_price_now(product)
    return percent(float(1 - sale / product.price)) if sale is not None and product.price > sale else ""


def _json_ld(product: Product, origin: str) -> SafeString:
    """The product as search engines read it (schema.org/Product), safe within a script element."""
    pictures = [f"{origin}{reverse('media', args=[one.file])}" for one in product.images.all()]
    offer = {
        "@type": "Offer",
        "url": f"{origin}{product_address(product)}",
        "price": str(price_now(product)),
        "priceCurrency": product.currency,
        "availability": f"https://schema.org/{SCHEMA_AVAILABILITY.get(product.availability, 'InStock')}",
        "seller": {"@type": "Organization", "name": product.feed.name},
    }
    if sale_price_now(product) is not None and product.sale_end is not None:
        offer["priceValidUntil"] = product.sale_end.date().isoformat()
    told = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "sku": product.product_id,
        "description": product.description[:2000],
        "image": pictures,
        "brand": {"@type": "Brand", "name": product.brand},
        "color": product.color,
        "size": product.size,
        "offers": offer,
    }
    if not product.brand:
        del told["brand"]
    text = json.dumps({name: value for name, value in told.items() if value}, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - what could end the element is escaped
