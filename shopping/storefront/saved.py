"""What a viewer keeps and what they turn down."""

from django.db.models import Exists, OuterRef

from shopping.models import Dislike, Product, Saved
from trendflix.accounts.viewers import Viewer
from trendflix.core.errors import UserError
from vision.models import Garment

MOST_SAVED = 500


def product_save(viewer: Viewer, product: Product, garment: Garment | None = None) -> Saved:
    """Keep a product for a viewer; keeping it twice is keeping it once. Raises ``UserError`` where the list is full."""
    kept = Saved.objects.filter(**viewer.owner)
    if not kept.filter(product=product).exists() and kept.count() >= MOST_SAVED:
        raise UserError(f"The list holds {MOST_SAVED} products; remove some first.")
    row, _ = Saved.objects.get_or_create(**viewer.owner, product=product, defaults={"garment": garment})
    return row


def product_unsave(viewer: Viewer, product_id: int) -> None:
    """Take a product off a viewer's list."""
    Saved.objects.filter(**viewer.owner, product_id=product_id).delete()


def product_dislike(viewer: Viewer, garment: Garment, product: Product) -> Dislike:
    """Note that a viewer finds a product not like a garment."""
    row, _ = Dislike.objects.get_or_create(**viewer.owner, garment=garment, product=product)
    return row


def product_dislike_undo(viewer: Viewer, garment_id: int, product_id: int) -> None:
    """Take that back."""
    Dislike.objects.filter(**viewer.owner, garment_id=garment_id, product_id=product_id).delete()


def viewer_adopt(stranger: Viewer, person: Viewer) -> None:
    """Give a person what a session saved and turned down, but what they have already."""
    saved, hidden = Saved.objects.filter(**stranger.owner), Dislike.objects.filter(**stranger.owner)
    saved.filter(product__in=Saved.objects.filter(**person.owner).values("product")).delete()
    same = Dislike.objects.filter(**person.owner, garment=OuterRef("garment"), product=OuterRef("product"))
    hidden.filter(Exists(same)).delete()
    saved.update(**person.owner)
    hidden.update(**person.owner)
