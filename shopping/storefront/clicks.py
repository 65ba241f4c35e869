"""Counts visits sent to shops."""

import secrets

from catalog.models import Title
from shopping.models import ClickOut, Product
from vision.models import Garment

TOKEN_BYTES = 16


def click_out(product: Product, garment: Garment | None, user_id: int | None, *, is_bot: bool = False) -> ClickOut:
    """Record that somebody follows a product's link, from a garment where one is known.

    ``token`` is what the shop is told of the click: it cannot be guessed, and says nothing of the person.
    """
    title_id = garment.analysis.video.title_id if garment is not None else None
    return ClickOut.objects.create(
        product=product,
        garment=garment,
        title_id=title_id,
        user_id=user_id,
        is_bot=is_bot,
        token=secrets.token_urlsafe(TOKEN_BYTES),
    )


def clicks_merge(duplicate: Title, target: Title) -> dict[str, int]:
    """Count the clicks of a duplicate with those of the title that stays; how many."""
    return {"clicks": ClickOut.objects.filter(title=duplicate).update(title=target)}
