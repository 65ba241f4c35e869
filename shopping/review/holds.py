"""Who looks at what: what somebody looks at is offered to nobody else until they leave it, or for two minutes."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from shopping.models import Match, ReviewItem

HOLD = timedelta(minutes=2)
"""The page asks again every 45 seconds while it is looked at."""
PUT_OFF, PUT_OFF_DECIDED = timedelta(hours=12), timedelta(days=30)
"""How long an item that somebody left stays away: nothing was decided, or something."""
MAX_TRIES = 5
MAX_COUNTED = 1_000
MAX_OF_SMALL_SHOP = 2_000
"""Matches up to which a shop is small."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody reviews: of one title, category or shop, or all; ``decided`` ones to look at again."""

    title: int | None = None
    category: str = ""
    shop: int | None = None
    decided: bool = False


def items(filters: Filters) -> QuerySet[ReviewItem]:
    """Items in the order they are to be looked at."""
    rows = ReviewItem.objects.all()
    if filters.title:
        rows = rows.filter(title=filters.title)
    if filters.category:
        rows = rows.filter(category=filters.category)
    if filters.shop:
        rows = rows.filter(_of_shop(filters.shop, is_decided=filters.decided))
    if filters.decided:
        return rows.filter(decided__isnull=False).order_by("-decided", "garment_id")
    return rows.filter(is_open=True).order_by("-priority", "garment_id")


def item_claim(user: User, filters: Filters, leave_out: list[int]) -> int | None:
    """Hold the next item for a person; its garment's pk, or ``None`` where nothing is left for them."""
    for _ in range(MAX_TRIES):
        now = timezone.now()
        waiting = items(filters).exclude(pk__in=leave_out)
        if not filters.decided:
            waiting = waiting.filter(_is_free(user)).filter(Q(put_off_until=None) | Q(put_off_until__lt=now))
        pk = waiting.values_list("pk", flat=True).first()
        if pk is None or filters.decided or item_hold(user, pk):
            return pk
    return None


def item_hold(user: User, garment: int) -> bool:
    """Hold an item, or hold it longer; False where somebody else does."""
    rows = ReviewItem.objects.filter(_is_free(user), pk=garment)
    return bool(rows.update(held_by=user, held_until=timezone.now() + HOLD))


def items_release(user: User, garments: list[int]) -> int:
    """Let others have what a person held."""
    return ReviewItem.objects.filter(pk__in=garments, held_by=user).update(held_by=None, held_until=None)


def item_put_off(user: User, garment: int) -> None:
    """Look at it later: the sooner if nothing was decided on it."""
    is_decided = Match.objects.filter(garment=garment).exclude(status=Match.Status.SUGGESTED).exists()
    until = timezone.now() + (PUT_OFF_DECIDED if is_decided else PUT_OFF)
    ReviewItem.objects.filter(pk=garment).update(put_off_until=until)
    items_release(user, [garment])


def holder_of(item: ReviewItem, user: User) -> str:
    """The name of somebody else who looks at it now; empty where nobody does."""
    is_held = item.held_until is not None and item.held_until > timezone.now()
    return item.held_by.get_username() if is_held and item.held_by and item.held_by_id != user.pk else ""


def waiting_count(filters: Filters) -> int:
    """How many items wait, counted up to ``MAX_COUNTED``."""
    return items(filters).order_by()[:MAX_COUNTED].count()


def _of_shop(shop: int, *, is_decided: bool) -> Q | Exists:
    """Garments with a match of a shop: those of a small one by key, since the queue would be walked to its end."""
    sold = Match.objects.filter(product__feed=shop).order_by()
    sold = sold if is_decided else sold.filter(status=Match.Status.SUGGESTED)
    garments = list(sold.values_list("garment_id", flat=True)[: MAX_OF_SMALL_SHOP + 1])
    if len(garments) <= MAX_OF_SMALL_SHOP:
        return Q(pk__in=set(garments))
    return Exists(sold.filter(garment=OuterRef("garment")))


def _is_free(user: User) -> Q:
    return Q(held_until=None) | Q(held_until__lt=timezone.now()) | Q(held_by=user)
