"""Product feeds: files of shops, row by row."""

from shopping.feeds.readers.archives import is_archive, unpack
from shopping.feeds.readers.entries import Entry, Shop
from shopping.feeds.readers.formats import FORMATS, columns_of, read_feed
from shopping.feeds.values.rows import FeedRow, NotForSale, Reject, row_of

__all__ = [
    "FORMATS",
    "Entry",
    "FeedRow",
    "NotForSale",
    "Reject",
    "Shop",
    "columns_of",
    "is_archive",
    "read_feed",
    "row_of",
    "unpack",
]
