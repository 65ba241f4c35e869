"""What orders that shops reported amount to."""

from decimal import Decimal

from django.db.models import Count, Sum

from shopping.insights.chosen import Chosen
from shopping.insights.periods import Period

Earnings = dict[str, Decimal]
"""Currency (ISO 4217) → sum of orders less refunds."""


def earnings(chosen: Chosen, period: Period) -> tuple[int, Earnings]:
    """Orders, refunds among them, and what they amount to in each currency."""
    rows = chosen.orders(period).values_list("currency").annotate(Count("pk"), Sum("amount")).order_by("currency")
    found = list(rows)
    return sum(count for _currency, count, _sum in found), {currency: total for currency, _count, total in found}
