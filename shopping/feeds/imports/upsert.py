"""Writes the products of a feed, a batch of rows at a time: constant queries a batch, one short transaction each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext

from shopping.feeds import FeedRow
from shopping.feeds.images.reader import PictureReader
from shopping.feeds.images.refresh import READ, Picture, Refreshed, images_write, is_settled, pictures_refresh
from shopping.feeds.imports.report import Report
from shopping.feeds.imports.row_spool import Taken
from shopping.models import Feed, Product, ProductImage
from shopping.search.documents import FIELDS, Spelt, colours_of, found_by, found_write, products_unindex
from trendflix.core.bulk import values_upsert

OWN = {"images", "line", "warnings", "category"}
COPIED = tuple(name for name in FeedRow._fields if name not in OWN)
WRITTEN = ("row_hash", "row_key", "available", "category", "search_pending", "updated")
COLUMNS = (*COPIED, *WRITTEN, "feed_id", "created", "palette", "hidden", "boost", "chosen_category")
UPDATED = [name for name in (*COPIED, *WRITTEN) if name != "product_id"]
_copied, _texts = attrgetter(*COPIED), attrgetter(*FIELDS)


class Known(NamedTuple):
    """What is read of a product that is there."""

    pk: int
    product_id: str
    row_hash: str
    row_key: str
    available: bool
    category: str
    wearable: bool | None
    chosen_category: str
    hidden: bool


@dataclass(slots=True)
class Writing:
    """What the batches of one import share."""

    feed: Feed
    reader: PictureReader
    report: Report
    spelt: Spelt = field(default_factory=Spelt)


@dataclass(slots=True)
class Arrival:
    """A row on its way to being a product, with what is known of it."""

    taken: Taken
    known: Known | None
    pictures: list[Refreshed]
    row_hash: str = ""

    @property
    def pk(self) -> int:
        """The product's primary key; 0 where there is none yet."""
        return self.known.pk if self.known is not None else self.taken.pk

    @property
    def is_usable(self) -> bool:
        """Whether there is a picture of it, or may be one once its host answers."""
        return any(one.image.file or one.may_come for one in self.pictures)

    @property
    def is_changed(self) -> bool:
        """Whether the row says something new, other than about pictures."""
        known, row = self.known, self.taken.row
        if known is None or row is None:
            return row is not None
        return known.row_hash != self.row_hash or known.available != row.available

    @property
    def is_rewritten(self) -> bool:
        """Whether the row says the same in other words, or is read by other ones, so that only its key is new."""
        known = self.known
        return known is not None and not self.is_changed and known.row_key != self.taken.key

    @property
    def has_new_kind(self) -> bool:
        """Whether it is sold as something else, so that its pictures must be looked at anew."""
        known, row = self.known, self.taken.row
        return (
            known is not None and row is not None and (known.category, known.wearable) != (self.category, row.wearable)
        )

    @property
    def category(self) -> str:
        """What a person chose, else what the row says."""
        said = self.taken.row.category if self.taken.row is not None else ""
        return (self.known.chosen_category if self.known is not None else "") or said

    @property
    def is_for_sale(self) -> bool:
        """Whether viewers may be shown it."""
        row, known = self.taken.row, self.known
        return row is not None and row.available and not (known is not None and known.hidden)

    def values(self, row: FeedRow, feed_id: int) -> tuple[Any, ...]:
        """``COLUMNS`` of the product as its row says it; its document is written in the same transaction."""
        written = (self.row_hash, self.taken.key, row.available, self.category, False, None)
        return (*_copied(row), *written, feed_id, None, [], False, 0, "")


def products_write(batch: Sequence[Taken], writing: Writing) -> None:
    """Make products of rows. A row is rejected where not one of its pictures can be had.

    A host that does not answer costs a picture, not the product: it is known, matched to nothing, and the next import
    asks again.
    """
    known = _known(writing.feed, [taken.product_id for taken in batch if taken.row is not None])
    pictures = _pictures_of([*(one.pk for one in known.values()), *(taken.pk for taken in batch if taken.row is None)])
    waiting = []
    for taken in batch:
        there = known.get(taken.product_id)
        images = pictures.get(there.pk if there is not None else taken.pk, [])
        if taken.row is not None:
            waiting.append((taken, there, pictures_refresh(images, taken.row.images, writing.reader)))
        elif not _is_as_it_was(taken, images, writing):
            waiting.append((taken, there, pictures_refresh(images, [one.source for one in images], writing.reader)))
    arrivals = [
        Arrival(taken, there, list(found), taken.row.hash if taken.row is not None else "")
        for taken, there, found in waiting
    ]
    for arrival in arrivals:
        _report(arrival, writing.report)
    with transaction.atomic():
        _write(writing, [arrival for arrival in arrivals if arrival.is_usable], pictures)


def _is_as_it_was(taken: Taken, images: Sequence[Picture], writing: Writing) -> bool:
    """Report a row whose product is as it says, where there is no more to be done for it, as mostly there is not."""
    if not images:
        gone = gettext("its product was removed while the feed was imported; import it again")
        writing.report.reject(taken.line, taken.product_id, gone)
        return True
    if all([is_settled(one, one.source, writing.reader) for one in images]):
        writing.report.unchanged += 1
        return True
    return False


def _known(feed: Feed, product_ids: Sequence[str]) -> dict[str, Known]:
    if not product_ids:
        return {}
    there = Product.objects.filter(feed=feed, product_id__in=product_ids)
    return {known.product_id: known for known in map(Known._make, there.values_list(*Known._fields))}


def _pictures_of(pks: Sequence[int]) -> dict[int, list[Picture]]:
    """Product → its pictures in order."""
    found: dict[int, list[Picture]] = defaultdict(list)
    if pks:
        rows = ProductImage.objects.filter(product_id__in=pks).order_by("position")
        for row in rows.values_list(*READ):
            found[row[0]].append(Picture(*row))
    return found


def _report(arrival: Arrival, report: Report) -> None:
    line, product_id = arrival.taken.line, arrival.taken.product_id
    troubles = [one.image.error for one in arrival.pictures if one.image.error]
    if not arrival.is_usable:
        report.reject(line, product_id, troubles[0])
        return
    for trouble in troubles:
        report.warn(line, product_id, trouble)
    if arrival.known is None and arrival.taken.row is not None:
        report.created += 1
    elif arrival.is_changed or any(one.has_new_bytes for one in arrival.pictures):
        report.updated += 1
    else:
        report.unchanged += 1


def _write(writing: Writing, arrivals: list[Arrival], there: dict[int, list[Picture]]) -> None:
    keys = {arrival.taken.product_id: arrival.pk for arrival in arrivals}
    changed = [arrival for arrival in arrivals if arrival.is_changed]
    keys |= _upsert(writing.feed, changed, UPDATED)
    _upsert(writing.feed, [arrival for arrival in arrivals if arrival.is_rewritten], ["row_key"])
    _index(changed, keys, writing.spelt)
    images_write((keys[arrival.taken.product_id], arrival.pictures) for arrival in arrivals)
    surplus = [
        image.pk
        for arrival in arrivals
        if arrival.known is not None and arrival.taken.row is not None
        for image in there.get(arrival.pk, [])
        if image.pk is not None and image.position >= len(arrival.taken.row.images)
    ]
    if surplus:
        ProductImage.objects.filter(pk__in=surplus).delete()
    other_kind = [arrival.known.pk for arrival in arrivals if arrival.known is not None and arrival.has_new_kind]
    if other_kind:
        ProductImage.objects.filter(product_id__in=other_kind).update(vector=None, model="", category="")


def _upsert(feed: Feed, arrivals: Sequence[Arrival], update: Sequence[str]) -> dict[str, int]:
    """Product id → primary key; two imports wait for each other in one order."""
    ordered = sorted(arrivals, key=lambda arrival: arrival.taken.product_id)
    rows = [arrival.values(row, feed.pk) for arrival in ordered if (row := arrival.taken.row) is not None]
    made = values_upsert(Product, COLUMNS, rows, unique=["feed", "product_id"], update=update)
    return {product_id: pk for (_, product_id), pk in made.items()}


def _index(changed: Sequence[Arrival], keys: dict[str, int], spelt: Spelt) -> None:
    """What the products are found by; those that are not for sale by nothing."""
    known = [arrival.known.pk for arrival in changed if arrival.known is not None]
    palettes = dict(Product.objects.filter(pk__in=known).values_list("product_id", "palette")) if known else {}
    found, gone = [], []
    for arrival in changed:
        product_id, row = arrival.taken.product_id, arrival.taken.row
        if row is not None and arrival.is_for_sale:
            colours = colours_of(palettes.get(product_id))
            found.append((keys[product_id], found_by(_texts(row), arrival.category, colours)))
        else:
            gone.append(keys[product_id])
    found_write(found, spelt)
    products_unindex(gone)
