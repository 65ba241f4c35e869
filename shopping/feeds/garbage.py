"""Product pictures, uploaded feeds and unpacked archives that no row names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from shopping.models import Feed, ProductImage
from trendflix.core.garbage import children

PICTURES, UPLOADS, UNPACKED = "public/products", "feeds", "unpacked"
DIGEST_LENGTH = 16
"""Of a feed's hash, in the name of the folder that its archive was unpacked to."""


def product_pictures_collect() -> Iterator[Path]:
    """Pictures below ``public/products`` that no product has.

    Names are compared by their hashes, a few bytes each among a million; two that agree by chance keep a file more.
    """
    root = Path(settings.MEDIA_ROOT)
    folders = children(root / PICTURES)
    if not folders:
        return
    rows = ProductImage.objects.exclude(file="").order_by().values_list("file", flat=True)
    named = {hash(name) for name in rows.iterator(chunk_size=10_000)}
    for folder in folders:
        for path in children(folder):
            if hash(path.relative_to(root).as_posix()) not in named:
                yield path


def feeds_collect() -> Iterator[Path]:
    """Uploads, and archives that were unpacked, which no column of any feed names."""
    folder = Path(settings.MEDIA_ROOT) / UPLOADS
    words = {str(word) for row in Feed.objects.values() for word in _values(row)}
    yield from (path for path in children(folder) if path.is_file() and f"{UPLOADS}/{path.name}" not in words)
    digests = {word[:DIGEST_LENGTH] for word in words}
    keys = {str(pk) for pk in Feed.objects.values_list("pk", flat=True)}
    for feed in children(folder / UNPACKED):
        yield from [feed] if feed.name not in keys else (one for one in children(feed) if one.name not in digests)


def _values(value: Any) -> Iterator[Any]:
    """The plain values of a row, those of its JSON too."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _values(one)
    else:
        yield value
