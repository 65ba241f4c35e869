"""What merchandisers decide about products, apart from the feed: hide, boost, another category."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from shopping.models import MAX_BOOST, Product, ProductImage
from shopping.search.documents import products_index
from shopping.taxonomy import category_of
from trendflix.core.errors import UserError
from trendflix.jobs.services import job_queue
from vision.language.categories import CATEGORIES


@transaction.atomic
def products_hide(products: Iterable[Product], hidden: bool = True) -> int:
    """Hide products from viewers, or show them again; returns how many changed. Matches follow in a job."""
    changed = [product for product in products if product.hidden != hidden]
    for product in changed:
        product.hidden = hidden
    _write(changed, ["hidden"])
    return len(changed)


def product_boost(product: Product, boost: int) -> None:
    """Put a product before others by ``boost`` steps, or after them. Raises ``UserError`` out of bounds."""
    if abs(boost) > MAX_BOOST:
        raise UserError(gettext("A boost lies between -%(most)s and %(most)s.") % {"most": MAX_BOOST})
    Product.objects.filter(pk=product.pk).update(boost=boost, updated=timezone.now())


@transaction.atomic
def product_categorise(product: Product, category: str) -> None:
    """Use a category instead of the feed's; ``""`` goes back to what the feed's words say.

    Its pictures are looked at anew, as pictures of that. Raises ``UserError`` for an unknown category.
    """
    if category and category not in CATEGORIES:
        raise UserError(gettext("%(category)r is no category.") % {"category": category})
    product.chosen_category = category
    product.category = category or category_of(product.product_type, product.title)
    if category:
        product.wearable = True
    ProductImage.objects.filter(product=product).update(vector=None, model="", category="")
    _write([product], ["chosen_category", "category", "wearable"])


def _write(products: list[Product], fields: list[str]) -> None:
    """Keep fields, what products are found by, and have the index and the matches follow."""
    for product in products:
        product.updated = timezone.now()
    Product.objects.bulk_update(products, [*fields, "updated"], batch_size=500)
    products_index(products)
    for feed in sorted({product.feed_id for product in products}):
        job_queue("embed", feed)
