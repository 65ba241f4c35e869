"""What a viewer keeps and what they turn down."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext

from shopping.models import MAX_NOTE, Dislike, Product, Saved
from shopping.storefront.cards import price_now
from trendflix.accounts.visitors import Visitor
from trendflix.accounts.writing import for_viewer
from trendflix.core.errors import UserError
from vision.models import Garment

MAX_SAVED = 500


@for_viewer
def product_save(visitor: Visitor, product: Product, garment: Garment | None = None) -> Saved:
    """Keep a product for a viewer, with its price of now; keeping it twice is keeping it once.

    Raises ``UserError`` where the list is full, or the product is not shown to anybody.
    """
    viewer = visitor.viewer()
    kept = Saved.objects.filter(viewer=viewer)
    there = kept.filter(product=product).first()
    if there is not None:
        return there
    if product.hidden:
        raise UserError(gettext("This product is not shown any more."))
    if kept.count() >= MAX_SAVED:
        raise UserError(gettext("The list holds %(limit)s products; remove some first.") % {"limit": MAX_SAVED})
    fields = {
        "garment": garment,
        "price_then": price_now(product),
        "currency_then": product.currency,
        "sold_out_seen": None if product.available else timezone.now(),
    }
    row, _ = Saved.objects.get_or_create(viewer=viewer, product=product, defaults=fields)
    return row


def product_unsave(visitor: Visitor, product_id: int) -> None:
    """Take a product off a viewer's list, and off all their named lists."""
    Saved.objects.filter(viewer=visitor.viewer_id, product_id=product_id).delete()


def product_note(visitor: Visitor, product_id: int, note: str) -> bool:
    """Keep a viewer's note on a saved product; ``False`` where it is not saved. Raises ``UserError`` where too long."""
    text = " ".join(note.replace("\0", "").split())
    if len(text) > MAX_NOTE:
        raise UserError(
            gettext("The note has %(length)s characters; there is room for %(limit)s.")
            % {"length": len(text), "limit": MAX_NOTE}
        )
    return bool(Saved.objects.filter(viewer=visitor.viewer_id, product_id=product_id).update(note=text))


def sold_out_note(rows: Iterable[Saved], sold_out: Iterable[int]) -> None:
    """Note that a viewer was shown that some products are not to be had, so that it is told when they are again."""
    gone = set(sold_out)
    pks = [row.pk for row in rows if row.product_id in gone]
    if pks:
        Saved.objects.filter(pk__in=pks).update(sold_out_seen=timezone.now())


@for_viewer
def product_dislike(visitor: Visitor, garment: Garment, product: Product) -> Dislike:
    """Note that a viewer finds a product not like a garment."""
    row, _ = Dislike.objects.get_or_create(viewer=visitor.viewer(), garment=garment, product=product)
    return row


def product_dislike_undo(visitor: Visitor, garment_id: int, product_id: int) -> None:
    """Take that back."""
    Dislike.objects.filter(viewer=visitor.viewer_id, garment_id=garment_id, product_id=product_id).delete()
