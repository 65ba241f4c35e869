"""Counts visits sent to shops."""

from shopping.models import ClickOut, Product
from vision.models import Garment


def click_out(product: Product, garment: Garment | None, user_id: int | None) -> ClickOut:
    """Record that somebody follows a product's link, from a garment where one is known."""
    title_id = garment.analysis.video.title_id if garment is not None else None
    return ClickOut.objects.create(product=product, garment=garment, title_id=title_id, user_id=user_id)
