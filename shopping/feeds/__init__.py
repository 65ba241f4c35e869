"""Product feeds: files of shops, row by row."""

from shopping.feeds.archives import is_archive, unpack
from shopping.feeds.entries import Entry, Shop
from shopping.feeds.formats import FORMATS, columns_of, read_feed
from shopping.feeds.rows import FeedRow, Reject, row_of

__all__ = [
    "FORMATS",
    "Entry",
    "FeedRow",
    "Reject",
    "Shop",
    "columns_of",
    "is_archive",
    "read_feed",
    "row_of",
    "unpack",
]
