"""Keeps a product's pictures at what its feed names, stored under their hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from shopping.feeds.images.fetch import HostError
from shopping.feeds.images.reader import NotAsked, PictureReader
from shopping.feeds.images.sources import fingerprint_of, is_remote, keep, picture_bytes
from shopping.models import Product, ProductImage
from vision.errors import PictureError

WRITTEN = ("source", "fingerprint", "file", "sha256", "etag", "last_modified", "checked", "error")
LOOKED = ("vector", "model")


@dataclass(slots=True)
class Refreshed:
    """One picture after looking for it: its row, unsaved, and what became of it.

    ``may_come`` says that only its host was at fault: another import may get it.
    """

    image: ProductImage
    is_changed: bool = False
    has_new_bytes: bool = False
    was_asked: bool = False
    may_come: bool = False


def pictures_refresh(
    known: Sequence[ProductImage], sources: Sequence[str], reader: PictureReader
) -> Iterable[Refreshed]:
    """Look for the pictures that a feed names for one product, in the reader's threads; writes no rows."""
    by_position = {image.position: image for image in known}
    rows = [by_position.get(at) or ProductImage(position=at) for at in range(len(sources))]
    return reader.pool.map(refresh, rows, sources, [reader] * len(rows))


def refresh(image: ProductImage, source: str, reader: PictureReader) -> Refreshed:
    """Fetch one picture if need be.

    One beside the feed is read again when its file changes; one from the web is asked for with its validators, as
    often as the reader allows. A picture that was there stays when its successor cannot be had, and the row says so;
    the next import tries again.
    """
    before, sha256, checked = _state(image), image.sha256, image.checked
    may_come = False
    try:
        if is_remote(source):
            _refresh_remote(image, source, reader)
        else:
            _refresh_local(image, source, reader.beside)
    except PictureError as reason:
        image.error, may_come = str(reason)[:300], isinstance(reason, (HostError, NotAsked))
    image.source = source
    has_new_bytes = image.sha256 != sha256
    if has_new_bytes:
        image.vector, image.model = None, ""
    is_changed = image.pk is None or before != _state(image) or has_new_bytes
    return Refreshed(image, is_changed, has_new_bytes, image.checked != checked, may_come)


def _state(image: ProductImage) -> tuple[str, ...]:
    return image.source, image.fingerprint, image.file, image.etag, image.last_modified, image.error


def _refresh_local(image: ProductImage, source: str, beside: Path) -> None:
    fingerprint = fingerprint_of(source, beside)
    if not (_is_there(image) and (image.source, image.fingerprint, image.error) == (source, fingerprint, "")):
        image.file, image.sha256 = keep(picture_bytes(source, beside), source)
        image.fingerprint, image.error, image.etag, image.last_modified = fingerprint, "", "", ""


def _refresh_remote(image: ProductImage, source: str, reader: PictureReader) -> None:
    is_known = _is_there(image) and image.source == source
    if is_known and not reader.is_due(image):
        return
    if is_known:
        image.checked = timezone.now()
    try:
        kept = reader.get(source, image.etag, image.last_modified) if is_known else reader.get(source)
    except NotAsked:
        if is_known:
            return
        raise
    image.checked, image.error = timezone.now(), ""
    if kept is not None:
        image.file, image.sha256, image.fingerprint = kept.file, kept.sha256, ""
        image.etag, image.last_modified = kept.etag, kept.last_modified


def _is_there(image: ProductImage) -> bool:
    return bool(image.file) and (Path(settings.MEDIA_ROOT) / image.file).is_file()


def images_write(pictures: Iterable[tuple[Product, list[Refreshed]]]) -> None:
    """Write the rows that are new or changed, and when the others were asked for."""
    new: list[ProductImage] = []
    changed: list[Refreshed] = []
    asked: list[int] = []
    for product, found in pictures:
        for one in found:
            if one.image.pk is None:
                one.image.product = product
                new.append(one.image)
            elif one.is_changed:
                changed.append(one)
            elif one.was_asked:
                asked.append(one.image.pk)
    ProductImage.objects.bulk_create(  # another import of the same feed may have made them meanwhile
        new, update_conflicts=True, unique_fields=["product", "position"], update_fields=[*WRITTEN, *LOOKED]
    )
    ProductImage.objects.bulk_update([one.image for one in changed if one.has_new_bytes], [*WRITTEN, *LOOKED])
    # A row whose bytes stayed keeps its vector, which was not read.
    ProductImage.objects.bulk_update([one.image for one in changed if not one.has_new_bytes], WRITTEN)
    if asked:
        ProductImage.objects.filter(pk__in=asked).update(checked=timezone.now())
