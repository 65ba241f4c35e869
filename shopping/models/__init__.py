"""Feeds and products, what matches what is worn, what viewers keep and ask."""

from shopping.models.lookups import Lookup
from shopping.models.matches import ClickOut, Match, MatchState
from shopping.models.products import Feed, Product, ProductImage
from shopping.models.searching import ProductDocument
from shopping.models.viewers import Dislike, Saved

__all__ = [
    "ClickOut",
    "Dislike",
    "Feed",
    "Lookup",
    "Match",
    "MatchState",
    "Product",
    "ProductDocument",
    "ProductImage",
    "Saved",
]
