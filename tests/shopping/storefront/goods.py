"""Products as rows, found by words, without a feed's file."""

from typing import Any

from shopping.models import Feed, Product, ProductImage
from shopping.search.documents import products_index


def product(feed: Feed, number: int, **fields: Any) -> Product:
    """A product with a picture and a document."""
    named = {
        "product_id": f"P{number}",
        "title": f"Thing {number}",
        "link": f"https://shop.example/{number}",
        "price": 10,
    }
    made = Product.objects.create(feed=feed, **(named | {"category": "top", "color": "red", "brand": "Acme"} | fields))
    ProductImage.objects.create(product=made, file=f"public/products/{number}.jpg", source="x")
    products_index([made])
    return made
