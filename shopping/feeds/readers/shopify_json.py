"""Shopify's ``/products.json`` (storefront) and the Admin API's products: one entry for each variant.

https://shopify.dev/docs/api/admin-rest/latest/resources/product
"""

from collections.abc import Iterator
from typing import Any

from shopping.feeds.readers.columns import field_of
from shopping.feeds.readers.entries import Entry, Fields, Shop
from shopping.feeds.readers.shopify_variants import Stock, is_active, link_of, prices, unsold

OPTIONS = (1, 2, 3)
MAX_VARIANTS = 2_000
"""Of one product, as many as Shopify itself allows."""


def is_shopify(data: dict[str, Any]) -> bool:
    """Whether a product has variants as Shopify's have them."""
    variants = data.get("variants")
    return "handle" in data and isinstance(variants, list) and all(isinstance(one, dict) for one in variants)


def variants_of(data: dict[str, Any], shop: Shop) -> Iterator[Entry]:
    """A product's variants; of one that is not for sale an entry that says so. The line is the caller's."""
    hidden = _hidden(data)
    variants = data["variants"] or [{}]
    for variant in variants[:MAX_VARIANTS]:
        fields = _fields(data, variant, shop)
        yield Entry(0, fields, hidden, for_sale=not hidden)
    if len(variants) > MAX_VARIANTS:
        yield Entry(0, {}, f"{len(variants)} variants: more than {MAX_VARIANTS} of one product are not read")


def _hidden(data: dict[str, Any]) -> str:
    status = _text(data.get("status"))
    if not is_active(status):
        return unsold(f"its status is {status}")
    return unsold("it is not published") if "published_at" in data and not data["published_at"] else ""


def _fields(data: dict[str, Any], variant: dict[str, Any], shop: Shop) -> Fields:
    handle = _text(data.get("handle"))
    own = _sources([variant.get("featured_image")]) or _sources(_by_id(data, variant.get("image_id")))
    pictures = list(dict.fromkeys([*own, *_sources([*(data.get("images") or []), data.get("image")])]))
    price, sale = prices(_text(variant.get("price")), _text(variant.get("compare_at_price")), shop)
    return {
        "id": _text(variant.get("id")) or _text(variant.get("sku")) or handle,
        "item_group_id": handle,
        "title": _text(data.get("title")),
        "description": _text(data.get("body_html")),
        "link": link_of(handle, shop),
        "image_link": "\n".join(pictures),
        "price": price,
        "sale_price": sale,
        "availability": _availability(variant),
        "brand": _text(data.get("vendor")),
        "product_type": _text(data.get("product_type")),
        **_options(data, variant),
    }


def _options(data: dict[str, Any], variant: dict[str, Any]) -> Fields:
    found: Fields = {}
    for number, option in zip(OPTIONS, data.get("options") or [], strict=False):
        name = field_of(_text(option.get("name") if isinstance(option, dict) else option))[0]
        if name in ("color", "size") and variant.get(f"option{number}"):
            found[name] = _text(variant[f"option{number}"])
    return found


def _availability(variant: dict[str, Any]) -> str:
    if "available" in variant:
        return "in_stock" if variant["available"] else "out_of_stock"
    return Stock(
        _text(variant.get("inventory_management")),
        _text(variant.get("inventory_quantity")),
        _text(variant.get("inventory_policy")),
    ).availability


def _by_id(data: dict[str, Any], wanted: Any) -> list[Any]:
    return [one for one in data.get("images") or [] if isinstance(one, dict) and wanted and one.get("id") == wanted]


def _sources(images: list[Any]) -> list[str]:
    found = [one.get("src") if isinstance(one, dict) else one for one in images]
    return [str(source) for source in found if source]


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
