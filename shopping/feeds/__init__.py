"""Product feeds: files of shops, row by row."""

from shopping.feeds.entries import Entry, Shop
from shopping.feeds.formats import FORMATS, read_feed
from shopping.feeds.rows import FeedRow, Reject, row_of

__all__ = ["FORMATS", "Entry", "FeedRow", "Reject", "Shop", "read_feed", "row_of"]
