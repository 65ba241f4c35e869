"""The shop for administrators: feeds go in, matches get the last word, visits are counted."""

from shopping.admin.clicks import ClickOutAdmin
from shopping.admin.dislikes import DislikeAdmin
from shopping.admin.feeds import FeedAdmin
from shopping.admin.matches import MatchAdmin
from shopping.admin.products import ProductAdmin

__all__ = ["ClickOutAdmin", "DislikeAdmin", "FeedAdmin", "MatchAdmin", "ProductAdmin"]
