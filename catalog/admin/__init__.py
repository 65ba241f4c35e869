"""The library for administrators, a module a noun."""

from catalog.admin import collections, home_rows, identify, names, people, seasons, titles, trash
from catalog.admin.attention import titles_attention
from trendflix.core.admin.attention import register_attention

__all__ = ["collections", "home_rows", "identify", "names", "people", "seasons", "titles", "trash"]

register_attention(titles_attention)
