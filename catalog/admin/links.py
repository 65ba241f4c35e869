"""Links between pages of the admin, and to what viewers see."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html


def link(text: str, page: str, *args: int, fragment: str = "", **query: Any) -> str:
    """A link to a page of the admin, or a dash where it has no such page."""
    try:
        address = reverse(f"admin:{page}", args=args)
    except NoReverseMatch:
        return "–"
    end = (f"?{urlencode(query)}" if query else "") + (f"#{fragment}" if fragment else "")
    return format_html('<a href="{}{}">{}</a>', address, end, text)
