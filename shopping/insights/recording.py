"""Notes what viewers do with garments and products."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from shopping.insights.bots import is_bot, is_program
from shopping.insights.consent import may_note
from shopping.insights.known import Done, Known
from shopping.models import ClickOut, Event, Product
from shopping.storefront.clicks import click_out
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import visitor_known, visitor_of
from vision.models import Garment

SALT = "trendflix.shopping.event"
SAME_SECONDS = 600
"""The same thing done again within so many seconds is one event."""
KEY_LENGTH = 32
MAX_AGE = timedelta(hours=24)


def events_record(request: HttpRequest, done: Sequence[Done]) -> int:
    """Note what the sender of a request did, unless they asked not to be followed; how many rows were written at most.

    Of who paused their history it is noted without them, since a row says which title it was in. What names no garment
    or product that exists is left out; what was noted within the last ten minutes is one event.
    Three queries whatever the number.
    """
    viewer = _viewer(request)
    if not done or not may_note(request, viewer):
        return 0
    known = Known(done)
    now, bot, who = timezone.now(), is_bot(request, len(done)), visitor_of(request).key
    rows = [_row(one, known, now, who) for one in done if known.holds(one)]
    named = None if viewer is not None and viewer.history_paused else viewer
    for row in rows:
        row.viewer, row.is_bot = named, bot
    Event.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def click_record(request: HttpRequest, product: Product, garment: Garment | None) -> ClickOut:
    """Count a visit to a shop, with the person only where they may be followed."""
    is_followed = may_note(request, _viewer(request))
    user = request.user.pk if is_followed else None
    events_record(request, [Done(Event.Kind.CLICKED, garment.pk if garment else None, product.pk)])
    return click_out(product, garment, user, is_bot=is_program(request))


def _viewer(request: HttpRequest) -> Viewer | None:
    """The viewer, where something of theirs is kept already: looking around makes none."""
    key = visitor_known(request).viewer_id
    return Viewer.objects.filter(pk=key).first() if key else None


def _row(one: Done, known: Known, now: datetime, who: str) -> Event:
    category, title = known.garments.get(one.garment or 0, ("", None))
    at = now - min(max(timedelta(seconds=one.age), timedelta(0)), MAX_AGE)
    return Event(
        kind=one.kind,
        at=at,
        title=title,
        garment=one.garment,
        product=one.product,
        category=category or known.products.get(one.product or 0, ""),
        key=_key(one, at, who),
    )


def _key(one: Done, at: datetime, who: str) -> str:
    """Says who did what and when, to ten minutes, and gives none of it away."""
    name = f"{who}:{one.kind}:{one.garment}:{one.product}:{int(at.timestamp()) // SAME_SECONDS}"
    return salted_hmac(SALT, name, algorithm="sha256").hexdigest()[:KEY_LENGTH]
