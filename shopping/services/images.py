"""Keeps a product's pictures at what its feed names: fetched once, stored under their hash."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from shopping.models import Product, ProductImage
from shopping.pictures import fingerprint_of, is_remote, keep, picture_bytes
from vision.errors import PictureError

WRITTEN = ("source", "fingerprint", "file", "sha256", "error")
LOOKED = ("vector", "model")


@dataclass(slots=True)
class Refreshed:
    """One picture after looking for it: its row, unsaved, and what became of it."""

    image: ProductImage
    is_changed: bool = False
    has_new_bytes: bool = False


def pictures_refresh(
    known: Sequence[ProductImage], sources: Sequence[str], beside: Path, pool: Executor
) -> Iterable[Refreshed]:
    """Look for the pictures that a feed names for one product, in ``pool``; writes no rows."""
    by_position = {image.position: image for image in known}
    rows = [by_position.get(at) or ProductImage(position=at) for at in range(len(sources))]
    return pool.map(refresh, rows, sources, [beside] * len(rows))


def refresh(image: ProductImage, source: str, beside: Path) -> Refreshed:
    """Fetch one picture if need be.

    One from the web is fetched again only when its address changes, one beside the feed when its file does. A picture
    that was there stays when its successor cannot be had, and the row says so.
    """
    before = (image.source, image.fingerprint, image.file, image.error)
    sha256 = image.sha256
    try:
        fingerprint = "" if is_remote(source) else fingerprint_of(source, beside)
        if not (_is_there(image) and (image.source, image.fingerprint, image.error) == (source, fingerprint, "")):
            image.file, image.sha256 = keep(picture_bytes(source, beside), source)
            image.fingerprint, image.error = fingerprint, ""
    except PictureError as reason:
        image.error = str(reason)[:300]
    image.source = source
    has_new_bytes = image.sha256 != sha256
    if has_new_bytes:
        image.vector, image.model = None, ""
    after = (image.source, image.fingerprint, image.file, image.error)
    return Refreshed(image, image.pk is None or before != after or has_new_bytes, has_new_bytes)


def _is_there(image: ProductImage) -> bool:
    return bool(image.file) and (Path(settings.MEDIA_ROOT) / image.file).is_file()


def images_write(pictures: Iterable[tuple[Product, list[Refreshed]]]) -> None:
    """Write the rows that changed, and drop those that the feed no longer names."""
    new: list[ProductImage] = []
    changed: list[Refreshed] = []
    for product, found in pictures:
        for one in found:
            if one.image.pk is None:
                one.image.product = product
                new.append(one.image)
            elif one.is_changed:
                changed.append(one)
    ProductImage.objects.bulk_create(new)
    ProductImage.objects.bulk_update([one.image for one in changed if one.has_new_bytes], [*WRITTEN, *LOOKED])
    # A row whose bytes stayed keeps its vector, which was not read.
    ProductImage.objects.bulk_update([one.image for one in changed if not one.has_new_bytes], WRITTEN)
