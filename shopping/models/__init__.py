"""Feeds and products, what matches what is worn, what viewers keep and ask."""

from shopping.models.conversions import Conversion, PostbackSecret
from shopping.models.event_cursor import EventCursor
from shopping.models.events import Event
from shopping.models.feeds import Feed, FeedRun
from shopping.models.figures import Figures, MonthFigures
from shopping.models.lookups import Lookup
from shopping.models.matches import ClickOut, Match, MatchState
from shopping.models.products import FOR_SALE, MAX_BOOST, Product, ProductImage
from shopping.models.review import Decision, ReviewItem
from shopping.models.searching import GarmentDocument, ProductDocument, ProductSpelling
from shopping.models.viewers import MAX_LIST_NAME, MAX_NOTE, Dislike, ListEntry, Saved, SavedList

__all__ = [
    "FOR_SALE",
    "MAX_BOOST",
    "MAX_LIST_NAME",
    "MAX_NOTE",
    "ClickOut",
    "Conversion",
    "Decision",
    "Dislike",
    "Event",
    "EventCursor",
    "Feed",
    "FeedRun",
    "Figures",
    "GarmentDocument",
    "ListEntry",
    "Lookup",
    "Match",
    "MatchState",
    "MonthFigures",
    "PostbackSecret",
    "Product",
    "ProductDocument",
    "ProductImage",
    "ProductSpelling",
    "ReviewItem",
    "Saved",
    "SavedList",
]
