"""Keeps a product's pictures at what its feed names, stored under their hash."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from os.path import isfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from shopping.feeds.images.fetch import HostError
from shopping.feeds.images.hosts import retry_after
from shopping.feeds.images.reader import NotAsked, PictureReader
from shopping.feeds.images.sources import fingerprint_of, is_remote, keep, picture_bytes
from shopping.models import ProductImage
from trendflix.core.bulk import values_upsert
from vision.errors import PictureError

STATE = ("source", "fingerprint", "file", "etag", "last_modified", "error", "tries", "retry_at")
WRITTEN = (*STATE, "sha256", "checked")
LOOKED = ("vector", "model")
MAX_TRIES = 100


@dataclass(slots=True)
class Picture:
    """What an import reads and writes of a ``ProductImage``, field by field; a model's instance costs several times as
    much. ``pk`` is ``None`` where there is no row yet.
    """

    product_id: int | None
    position: int
    pk: int | None = None
    source: str = ""
    fingerprint: str = ""
    file: str = ""
    etag: str = ""
    last_modified: str = ""
    error: str = ""
    tries: int = 0
    retry_at: datetime | None = None
    sha256: str = ""
    checked: datetime | None = None


READ = tuple(field.name for field in fields(Picture))
"""For ``values_list``, whose rows ``Picture(*row)`` takes."""
_state = attrgetter(*STATE)
_written = attrgetter("position", *WRITTEN)
NEW = ("product_id", "position", *WRITTEN, "category", "vector", "model", "placeholder", "agreement")
NOT_LOOKED_AT = ("", None, "", False, None)
"""The last fields of ``NEW`` of a picture that no model has seen."""


@dataclass(slots=True)
class Refreshed:
    """One picture after looking for it: its row, unsaved, and what became of it.

    ``may_come`` says that only its host was at fault: another import may get it.
    """

    image: Picture
    is_changed: bool = False
    has_new_bytes: bool = False
    was_asked: bool = False
    may_come: bool = False


def pictures_refresh(known: Sequence[Picture], sources: Sequence[str], reader: PictureReader) -> Iterable[Refreshed]:
    """Look for the pictures that a feed names for one product, in the reader's threads; writes no rows."""
    by_position = {image.position: image for image in known}
    rows = [by_position.get(at) or Picture(None, at) for at in range(len(sources))]
    pairs = list(zip(rows, sources, strict=True))
    if all(is_settled(row, source, reader) for row, source in pairs):
        return [Refreshed(row) for row in rows]
    if all(row.pk is None and is_remote(source) and reader.has(source) for row, source in pairs):
        return [refresh(row, source, reader) for row, source in pairs]
    return reader.each(refresh, rows, sources, [reader] * len(rows))


def is_settled(image: Picture, source: str, reader: PictureReader) -> bool:
    """Whether a picture of the web is had and is not to be asked about: most of them, for which no thread is needed."""
    is_same = image.pk is not None and image.source == source and not image.error
    return is_same and is_remote(source) and not reader.may_be_due(image.checked) and _is_there(image)


def settled_as_noted(reader: PictureReader) -> Q:
    """Rows of which ``is_settled`` says so while their feed names the same address, if their files are still there."""
    is_remote = Q(source__startswith="//") | Q(source__istartswith="http://") | Q(source__istartswith="https://")
    return is_remote & Q(error="") & ~Q(file="") & reader.not_due()


def refresh(image: Picture, source: str, reader: PictureReader) -> Refreshed:
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
        _plan(image, reason, may_come=may_come)
    image.source = source
    has_new_bytes = image.sha256 != sha256
    is_changed = image.pk is None or before != _state(image) or has_new_bytes
    return Refreshed(image, is_changed, has_new_bytes, image.checked != checked, may_come)


def _plan(image: Picture, reason: PictureError, *, may_come: bool) -> None:
    """Say when a picture is asked for again; one whose host is not at fault waits for the next import."""
    if not may_come:
        image.retry_at = None
        return
    image.tries = min(image.tries + 1, MAX_TRIES)
    image.retry_at = timezone.now() + retry_after(image.tries, getattr(reason, "wait", 0.0))


def _refresh_local(image: Picture, source: str, beside: Path) -> None:
    fingerprint = fingerprint_of(source, beside)
    if not (_is_there(image) and (image.source, image.fingerprint, image.error) == (source, fingerprint, "")):
        image.file, image.sha256 = keep(picture_bytes(source, beside), source)
        image.fingerprint, image.error, image.etag, image.last_modified = fingerprint, "", "", ""
        image.tries, image.retry_at = 0, None


def _refresh_remote(image: Picture, source: str, reader: PictureReader) -> None:
    is_known = _is_there(image) and image.source == source
    if is_known and not reader.is_due(image.checked):
        return
    if is_known:
        image.checked = reader.now()
    try:
        kept = reader.get(source, image.etag, image.last_modified) if is_known else reader.get(source)
    except NotAsked:
        if is_known:
            return
        raise
    image.checked, image.error, image.tries, image.retry_at = reader.now(), "", 0, None
    if kept is not None:
        image.file, image.sha256, image.fingerprint = kept.file, kept.sha256, ""
        image.etag, image.last_modified = kept.etag, kept.last_modified


def _is_there(image: Picture) -> bool:
    return bool(image.file) and is_kept(image.file)


def is_kept(name: str) -> bool:
    """Whether the file of a picture is there."""
    return isfile(f"{settings.MEDIA_ROOT}/{name}")  # noqa: PTH113 - asked for every picture


def images_write(pictures: Iterable[tuple[int, list[Refreshed]]]) -> None:
    """Write the rows that are new or changed, by their product's primary key, and when the others were asked for."""
    new: list[tuple[Any, ...]] = []
    changed: list[Refreshed] = []
    asked: list[int] = []
    for product_id, found in pictures:
        for one in found:
            if one.image.pk is None:
                new.append((product_id, *_written(one.image), *NOT_LOOKED_AT))
            elif one.is_changed:
                changed.append(one)
            elif one.was_asked:
                asked.append(one.image.pk)
    # Another import of the same feed may have made them meanwhile.
    values_upsert(ProductImage, NEW, new, unique=["product", "position"], update=[*WRITTEN, *LOOKED])
    _update([one.image for one in changed if one.has_new_bytes], [*WRITTEN, *LOOKED])
    # A row whose bytes stayed keeps its vector, which was not read.
    _update([one.image for one in changed if not one.has_new_bytes], WRITTEN)
    if asked:
        ProductImage.objects.filter(pk__in=asked).update(checked=timezone.now())


def _update(images: Sequence[Picture], names: Sequence[str]) -> None:
    rows = [ProductImage(pk=one.pk, **{name: getattr(one, name) for name in WRITTEN}) for one in images]
    ProductImage.objects.bulk_update(rows, names)
