"""Reads vectors of product pictures from the database, a chunk at a time."""

from collections.abc import Iterator

import numpy as np

from shopping.models import ProductImage
from vision.types import AnyArray, FloatArray

CHUNK = 10_000
MAX_PARAMETERS = 900
"""Ids a query; SQLite took no more than 999 parameters for long."""


def vectors_of(images: AnyArray) -> tuple[AnyArray, FloatArray]:
    """(ids, vectors (n, d)) of some pictures, in the order of their ids; those that are gone meanwhile are left out."""
    ids: list[int] = []
    data: list[bytes] = []
    for at in range(0, len(images), MAX_PARAMETERS):
        rows = ProductImage.objects.filter(pk__in=images[at : at + MAX_PARAMETERS].tolist(), vector__isnull=False)
        for pk, vector in rows.order_by("pk").values_list("pk", "vector"):
            ids.append(pk)
            data.append(bytes(vector or b""))
    return np.array(ids, dtype=np.int64), matrix(data)


def matrix(data: list[bytes]) -> FloatArray:
    """Rows of float16 bytes as one matrix (n, d)."""
    halves = np.frombuffer(b"".join(data), dtype=np.float16)
    return halves.reshape(len(data), -1).astype(np.float32) if data else np.zeros((0, 0), np.float32)


def chunks_of(images: AnyArray) -> Iterator[tuple[AnyArray, FloatArray]]:
    """The same a chunk at a time, so that building an index needs little memory beside the index itself."""
    for at in range(0, len(images), CHUNK):
        ids, vectors = vectors_of(images[at : at + CHUNK])
        if len(ids):
            yield ids, vectors
