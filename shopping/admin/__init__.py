"""The shop for administrators: feeds go in, matches get the last word, visits are counted."""

from shopping.admin.attention import garments_attention
from shopping.admin.clicks import ClickOutAdmin
from shopping.admin.conversions import ConversionAdmin, PostbackSecretAdmin
from shopping.admin.dislikes import DislikeAdmin
from shopping.admin.feeds import FeedAdmin
from shopping.admin.insights import FiguresAdmin
from shopping.admin.matches import MatchAdmin
from shopping.admin.products import ProductAdmin
from trendflix.core.admin.attention import register_attention

__all__ = [
    "ClickOutAdmin",
    "ConversionAdmin",
    "DislikeAdmin",
    "FeedAdmin",
    "FiguresAdmin",
    "MatchAdmin",
    "PostbackSecretAdmin",
    "ProductAdmin",
]

register_attention(garments_attention)
