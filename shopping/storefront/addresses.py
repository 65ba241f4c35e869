"""Addresses of products' pages."""

from django.urls import reverse

from shopping.models import Product
from trendflix.core.slugs import slug_of

MAX_SLUG = 80


def product_slug(product: Product) -> str:
    """The readable part of a product's address."""
    return slug_of(product.title, fallback="product", max_length=MAX_SLUG)


def product_address(product: Product) -> str:
    """The one address of a product's page; ``/product/7/`` leads there."""
    return reverse("product-page", args=[product.pk, product_slug(product)])
