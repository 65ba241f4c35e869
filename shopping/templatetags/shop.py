"""What pages with products say with them."""

from collections.abc import Iterable
from typing import Any

from django import template

from shopping.storefront.disclosures import disclosure_of

register = template.Library()


@register.filter
def disclosed(cards: Iterable[dict[str, Any]]) -> str:
    """What stands above links to the shops of some cards."""
    return disclosure_of(cards)
