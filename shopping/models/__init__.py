"""Feeds and products, what matches what is worn, what viewers keep and ask."""

from shopping.models.lookups import Lookup
from shopping.models.matches import ClickOut, Match, MatchState
from shopping.models.products import Feed, Product, ProductImage
from shopping.models.searching import GarmentDocument, ProductDocument, ProductSpelling
from shopping.models.viewers import Dislike, Saved

__all__ = [
    "ClickOut",
    "Dislike",
    "Feed",
    "GarmentDocument",
    "Lookup",
    "Match",
    "MatchState",
    "Product",
    "ProductDocument",
    "ProductImage",
    "ProductSpelling",
    "Saved",
]
