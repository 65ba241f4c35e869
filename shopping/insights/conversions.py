"""What shops report back of orders and refunds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from shopping.insights.signatures import signature_check
from shopping.models import ClickOut, Conversion, Feed
from trendflix.core.errors import UserError

MAX_CLICK_AGE = timedelta(days=90)
MAX_AMOUNT = Decimal(10) ** 9
MAX_ORDER = 100
CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Report:
    """What a shop says of an order: the click, an amount (negative: a refund), its currency (ISO 4217)."""

    click: str
    order: str
    amount: Decimal
    currency: str


def conversion_record(feed: Feed, parameters: Mapping[str, str]) -> tuple[Conversion, bool]:
    """Keep what a shop reports of an order; the same report again changes nothing. The row, and whether it is new.

    Raises ``WrongSignature``, and ``UserError`` for a click that is not known or of another shop, and bad values.
    """
    signature_check(feed, parameters)
    report = _report(parameters)
    click = _click(feed, report.click)
    with transaction.atomic():
        return Conversion.objects.get_or_create(
            feed=feed,
            order=report.order,
            defaults={
                "click": click,
                "title": click.title_id,
                "garment": click.garment_id,
                "product": click.product_id,
                "amount": report.amount,
                "currency": report.currency,
                "at": timezone.now(),
            },
        )


def _report(parameters: Mapping[str, str]) -> Report:
    """The values, checked. Raises ``UserError`` that names the parameter."""
    order, currency = parameters.get("order", "").strip(), parameters.get("currency", "").upper()
    if not order or len(order) > MAX_ORDER:
        raise UserError(gettext("order: 1 to %(most)s characters.") % {"most": MAX_ORDER})
    if not CURRENCY.fullmatch(currency):
        raise UserError(gettext("currency: three letters, as in ISO 4217."))
    return Report(parameters.get("click", ""), order, _amount(parameters.get("amount", "")), currency)


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or abs(amount) >= MAX_AMOUNT:
        raise UserError(gettext("amount: a number with a decimal point."))
    return amount.quantize(Decimal("0.001"))


def _click(feed: Feed, token: str) -> ClickOut:
    found = ClickOut.objects.filter(token=token, product__feed=feed, is_bot=False) if token else ClickOut.objects.none()
    click = found.filter(created__gte=timezone.now() - MAX_CLICK_AGE).first()
    if click is None:
        raise UserError(gettext("click: no visit to this shop has that number, or it is too long ago."))
    return click
