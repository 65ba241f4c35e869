"""What matching must know of each product picture, as numpy arrays: a row a picture, sorted by its id."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from django.db.models import QuerySet

from shopping.models import ProductImage
from vision.language.categories import CATEGORIES, GROUPS, group_of
from vision.types import AnyArray, BoolArray

NO_CATEGORY = 255
CODES = {category: code for code, category in enumerate(CATEGORIES)}
CHUNK = 10_000
READ = (
    "pk", "product_id", "product__feed_id", "product__item_group_id", "product__product_id",
    "category", "product__category", "sha256", "product__available", "product__hidden",
    "product__gender", "product__age_group", "product__availability", "product__boost", "product__feed__boost",
)  # fmt: skip
Row = tuple[int, int, int, int, int, bool, int]


def matchable(model: str) -> QuerySet[ProductImage]:
    """Pictures with vectors of a model that show a garment; nothing else is ever like what somebody wears."""
    seen = ProductImage.objects.filter(model=model, vector__isnull=False, placeholder=False).exclude(category="")
    return seen.exclude(product__wearable=False)


@dataclass(frozen=True, slots=True)
class Columns:
    """Arrays (n,) of equal length, sorted by ``image``.

    ``style`` is a hash of the feed and the style's id, ``category`` a place in ``CATEGORIES``, and ``version`` differs
    when the vector does: it hashes the picture's bytes and the categories that it was looked at with.
    ``traits`` hashes what else the order of matches depends on: gender, age, stock and boosts.
    """

    image: AnyArray
    product: AnyArray
    style: AnyArray
    category: AnyArray
    version: AnyArray
    available: BoolArray
    traits: AnyArray

    def __len__(self) -> int:
        return len(self.image)

    def places(self, images: AnyArray) -> AnyArray:
        """The row of each picture id, -1 where it is not there."""
        if not len(self):
            return np.full(len(images), -1)
        at = np.minimum(np.searchsorted(self.image, images), len(self) - 1)
        return np.where(self.image[at] == images, at, -1)

    def take(self, rows: AnyArray) -> "Columns":
        """Some of the rows."""
        return Columns(*(getattr(self, field.name)[rows] for field in fields(self)))

    def in_categories(self, codes: Iterable[int]) -> BoolArray:
        """Available pictures of some categories."""
        return np.asarray(self.available & np.isin(self.category, list(codes)))


DTYPES = (np.int64, np.int64, np.int64, np.uint8, np.uint32, np.bool_, np.uint32)


def group_codes(category: str) -> list[int]:
    """The codes of the categories that are searched together with one."""
    return [CODES[name] for name in GROUPS.get(group_of(category), (category,)) if name in CODES]


def columns_read(model: str) -> Columns:
    """The columns as the database has them now, read by one query."""
    parts: list[list[AnyArray]] = [[np.zeros(0, dtype)] for dtype in DTYPES]
    for rows in _chunks(matchable(model).order_by("pk")):
        for part, values, dtype in zip(parts, zip(*rows, strict=True), DTYPES, strict=True):
            part.append(np.array(values, dtype=dtype))
    return Columns(*(np.concatenate(part) for part in parts))


def _chunks(images: QuerySet[ProductImage]) -> Iterator[list[Row]]:
    chunk: list[Row] = []
    rows = images.values_list(*READ).iterator(CHUNK)
    for pk, product, feed, group, own, category, sold_as, sha256, available, hidden, *traits in rows:
        style = _hash(f"{feed}:{group or own}")
        version = zlib.crc32(f"{sha256} {category} {sold_as}".encode())
        chunk.append(
            (
                pk,
                product,
                style,
                CODES.get(category, NO_CATEGORY),
                version,
                available and not hidden,
                zlib.crc32(repr(traits).encode()),
            )
        )
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _hash(text: str) -> int:
    """A signed number of 64 bits, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)


def columns_save(columns: Columns, path: Path) -> None:
    """Write the arrays; raises ``OSError``."""
    with path.open("wb") as file:
        np.savez(file, **{field.name: getattr(columns, field.name) for field in fields(columns)})


def columns_load(path: Path) -> Columns:
    """Read the arrays; raises ``OSError``, ``ValueError`` or ``KeyError`` where the file is not whole."""
    with np.load(path) as data:
        return Columns(*(data[field.name] for field in fields(Columns)))
