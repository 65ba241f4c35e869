"""What a viewer keeps and what they turn down."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext

from shopping.models import Dislike, Product, Saved
from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from vision.models import Garment

MAX_SAVED = 500


def product_save(visitor: Visitor, product: Product, garment: Garment | None = None) -> Saved:
    """Keep a product for a viewer; keeping it twice is keeping it once. Raises ``UserError`` where the list is full."""
    viewer = visitor.viewer()
    kept = Saved.objects.filter(viewer=viewer)
    if not kept.filter(product=product).exists() and kept.count() >= MAX_SAVED:
        raise UserError(gettext("The list holds %(limit)s products; remove some first.") % {"limit": MAX_SAVED})
    row, _ = Saved.objects.get_or_create(viewer=viewer, product=product, defaults={"garment": garment})
    return row


def product_unsave(visitor: Visitor, product_id: int) -> None:
    """Take a product off a viewer's list."""
    Saved.objects.filter(viewer=visitor.viewer_id, product_id=product_id).delete()


def product_dislike(visitor: Visitor, garment: Garment, product: Product) -> Dislike:
    """Note that a viewer finds a product not like a garment."""
    row, _ = Dislike.objects.get_or_create(viewer=visitor.viewer(), garment=garment, product=product)
    return row


def product_dislike_undo(visitor: Visitor, garment_id: int, product_id: int) -> None:
    """Take that back."""
    Dislike.objects.filter(viewer=visitor.viewer_id, garment_id=garment_id, product_id=product_id).delete()


def saved_merge(source: Viewer, target: Viewer) -> None:
    """Move what a viewer saved and turned down to another, but what that one has already."""
    saved, hidden = Saved.objects.filter(viewer=source), Dislike.objects.filter(viewer=source)
    saved.filter(product__in=Saved.objects.filter(viewer=target).values("product")).delete()
    same = Dislike.objects.filter(viewer=target, garment=OuterRef("garment"), product=OuterRef("product"))
    hidden.filter(Exists(same)).delete()
    saved.update(viewer=target)
    hidden.update(viewer=target)
