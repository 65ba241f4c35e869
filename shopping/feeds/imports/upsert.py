"""Writes the products of a feed, a batch of rows at a time: constant queries a batch, one short transaction each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from shopping.feeds import FeedRow
from shopping.feeds.images.reader import PictureReader
from shopping.feeds.images.refresh import Refreshed, images_write, pictures_refresh
from shopping.feeds.imports.report import Report
from shopping.models import Feed, Product, ProductImage
from shopping.search.documents import products_index

COPIED = tuple(f.name for f in fields(FeedRow) if f.name not in ("images", "line", "warnings"))
UPDATED = [name for name in (*COPIED, "row_hash", "available", "search_pending", "updated") if name != "product_id"]


@dataclass(slots=True)
class Arrival:
    """A row on its way to being a product, with what is known of it."""

    row: FeedRow
    known: Product | None
    pictures: list[Refreshed]

    @property
    def is_usable(self) -> bool:
        """Whether there is a picture of it, or may be one once its host answers."""
        return any(one.image.file or one.may_come for one in self.pictures)

    @property
    def is_changed(self) -> bool:
        """Whether the row says something new, other than about pictures."""
        known = self.known
        return known is None or known.row_hash != self.row.hash or known.available != self.row.available

    @property
    def has_new_kind(self) -> bool:
        """Whether it is sold as something else, so that its pictures must be looked at anew."""
        known, row = self.known, self.row
        return known is not None and (known.category, known.wearable) != (row.category, row.wearable)

    def product(self, feed: Feed) -> Product:
        """The product as the row says it."""
        made = Product(feed=feed, row_hash=self.row.hash, available=self.row.available, updated=timezone.now())
        made.search_pending = False  # its document is written in the same transaction
        for name in COPIED:
            setattr(made, name, getattr(self.row, name))
        made.palette = self.known.palette if self.known is not None else []  # for its document
        return made


def products_write(feed: Feed, rows: Sequence[FeedRow], reader: PictureReader, report: Report) -> None:
    """Make products of rows. A row is rejected where not one of its pictures can be had.

    A host that does not answer costs a picture, not the product: it is known, matched to nothing, and the next import
    asks again.
    """
    images = Prefetch("images", ProductImage.objects.defer("vector").order_by("position"))
    there = Product.objects.filter(feed=feed, product_id__in=[row.product_id for row in rows])
    known = {product.product_id: product for product in there.prefetch_related(images)}
    waiting = [(row, known.get(row.product_id), _pictures(row, known, reader)) for row in rows]
    arrivals = [Arrival(row, product, list(pictures)) for row, product, pictures in waiting]
    for arrival in arrivals:
        _report(arrival, report)
    with transaction.atomic():
        _write(feed, [arrival for arrival in arrivals if arrival.is_usable])


def _pictures(row: FeedRow, known: dict[str, Product], reader: PictureReader) -> Iterable[Refreshed]:
    """The row's pictures, which the reader begins to look for now and are waited for when they are read."""
    product = known.get(row.product_id)
    images = list(product.images.all()) if product is not None else []
    return pictures_refresh(images, row.images, reader)


def _report(arrival: Arrival, report: Report) -> None:
    row = arrival.row
    troubles = [one.image.error for one in arrival.pictures if one.image.error]
    if not arrival.is_usable:
        report.reject(row.line, row.product_id, troubles[0])
        return
    for trouble in troubles:
        report.warn(row.line, row.product_id, trouble)
    has_new_picture = any(one.has_new_bytes for one in arrival.pictures)
    report.created += arrival.known is None
    report.updated += arrival.known is not None and (arrival.is_changed or has_new_picture)
    report.unchanged += arrival.known is not None and not arrival.is_changed and not has_new_picture


def _write(feed: Feed, arrivals: list[Arrival]) -> None:
    changed = [arrival for arrival in arrivals if arrival.is_changed]
    changed.sort(key=lambda arrival: arrival.row.product_id)  # two imports wait for each other in one order
    written = Product.objects.bulk_create(
        [arrival.product(feed) for arrival in changed],
        update_conflicts=True,
        unique_fields=["feed", "product_id"],
        update_fields=UPDATED,
    )
    products_index(written)
    by_id = {product.product_id: product for product in written}
    pairs = [(by_id.get(a.row.product_id) or a.known, a.pictures) for a in arrivals]
    images_write((product, pictures) for product, pictures in pairs if product is not None)
    surplus = [
        image.pk for a in arrivals if a.known for image in a.known.images.all() if image.position >= len(a.row.images)
    ]
    if surplus:
        ProductImage.objects.filter(pk__in=surplus).delete()
    other_kind = [a.known.pk for a in arrivals if a.known and a.has_new_kind]
    if other_kind:
        ProductImage.objects.filter(product_id__in=other_kind).update(vector=None, model="", category="")
