"""One state of the index in memory. It never changes, so that any number of threads can search it while a newer one
is read: what changed since the base was written lies in a small overlay that is searched beside it."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from shopping.index.bases import base_search, exact_search, ids_in, is_exact, selector_of
from shopping.index.columns import Columns, columns_load, group_codes
from shopping.index.files import Manifest, folder
from vision.language.categories import GROUPS
from vision.types import AnyArray, BoolArray, FloatArray

MANY = 16
"""Vectors from which a search is faster by matrix products."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Pictures that may be found: sorted ids of the base and what lets them through, and rows of the overlay."""

    selector: Any
    in_base: AnyArray
    in_overlay: AnyArray

    def __len__(self) -> int:
        return len(self.in_base) + len(self.in_overlay)


@dataclass(frozen=True)
class Snapshot:
    """A manifest and what its files hold: ``faiss`` the base, ids (m,) and vectors (m, d) of the overlay, the columns.

    A picture's vector is the overlay's where it is in both; what is in no row of the columns is found by nobody.
    """

    manifest: Manifest
    faiss: Any
    overlay_ids: AnyArray
    overlay: FloatArray
    columns: Columns
    _kept: dict[str, Allowed] = field(default_factory=dict)

    @property
    def stamp(self) -> str:
        """Names this state."""
        return self.manifest.stamp

    @cached_property
    def dimensions(self) -> int:
        """Of its vectors."""
        return int(self.faiss.d)

    def allowed(self, mask: BoolArray) -> Allowed:
        """What rows of the columns let through; ``mask`` has one flag a row."""
        return self.allowed_ids(self.columns.image[mask])

    def allowed_ids(self, images: AnyArray) -> Allowed:
        """What some picture ids let through; ids that are in no row are no matter."""
        images = images[self.columns.places(images) >= 0]
        in_overlay = np.flatnonzero(np.isin(self.overlay_ids, images))
        in_base = np.setdiff1d(images, self.overlay_ids) if len(self.overlay_ids) else np.unique(images)
        return Allowed(selector_of(in_base) if len(in_base) else None, in_base, in_overlay)

    def in_categories(self, codes: list[int] | None) -> Allowed:
        """Available pictures of some categories, ``None``: of all; remembered."""
        name = "all" if codes is None else ",".join(map(str, codes))
        if name not in self._kept:
            mask = self.columns.available if codes is None else self.columns.in_categories(codes)
            self._kept[name] = self.allowed(mask)
        return self._kept[name]

    def warmed(self) -> "Snapshot":
        """Itself, with the filters of every search group made, so that the first question does not wait for them."""
        for codes in (None, *(group_codes(members[0]) for members in GROUPS.values())):
            self.in_categories(codes)
        return self

    def search(self, vectors: FloatArray, allowed: Allowed, top: int) -> tuple[FloatArray, AnyArray]:
        """Cosines (n, k) and picture ids (n, k) of the nearest allowed pictures, nearest first.

        k is ``top`` or the number of allowed pictures where that is less; id -1 (last) where no more were found.
        """
        top = min(top, len(allowed))
        if not top or vectors.shape[1] != self.dimensions:
            return np.zeros((len(vectors), 0), np.float32), np.zeros((len(vectors), 0), np.int64)
        if not len(allowed.in_base):
            return _best(*self._in_overlay(vectors, allowed), top)
        scores, ids = self._in_base(vectors, allowed, min(top, len(allowed.in_base)))
        if not len(allowed.in_overlay):
            return scores, ids
        more_scores, more_ids = self._in_overlay(vectors, allowed)
        return _best(np.hstack([scores, more_scores]), np.hstack([ids, more_ids]), top)

    def _in_base(self, vectors: FloatArray, allowed: Allowed, top: int) -> tuple[FloatArray, AnyArray]:
        if len(vectors) < MANY or not is_exact(self.faiss):
            return base_search(self.faiss, vectors, allowed.selector, len(allowed.in_base), top)
        ids, order = self._base_order
        scores, places = exact_search(self.faiss, vectors, order[np.searchsorted(ids, allowed.in_base)], top)
        return _best(scores, ids_in(self.faiss)[places], top)

    @cached_property
    def _base_order(self) -> tuple[AnyArray, AnyArray]:
        """The ids of an exact base, sorted, and where each is in it."""
        ids = ids_in(self.faiss)
        order = np.argsort(ids)
        return ids[order], order

    def _in_overlay(self, vectors: FloatArray, allowed: Allowed) -> tuple[FloatArray, AnyArray]:
        ids = np.broadcast_to(self.overlay_ids[allowed.in_overlay], (len(vectors), len(allowed.in_overlay)))
        return vectors @ self.overlay[allowed.in_overlay].T, ids


def _best(scores: FloatArray, ids: AnyArray, top: int) -> tuple[FloatArray, AnyArray]:
    order = np.argsort(np.where(ids >= 0, -scores, np.inf), axis=1, kind="stable")[:, :top]
    return np.take_along_axis(scores, order, axis=1), np.take_along_axis(ids, order, axis=1)


def snapshot_read(manifest: Manifest, before: Snapshot | None = None) -> Snapshot:
    """Read the files of a manifest; the base of ``before`` is used again where it is the same one.

    Raises ``OSError``, ``RuntimeError``, ``ValueError`` or ``KeyError`` where files are missing or not whole.
    """
    is_same = before is not None and before.manifest.base == manifest.base
    base = before.faiss if before is not None and is_same else base_read(manifest)
    ids, vectors = overlay_load(manifest)
    columns = columns_load(folder() / manifest.columns)
    if len(columns) != manifest.images or len(columns) > manifest.base_images + len(ids):
        raise ValueError(f"{manifest.columns} has {len(columns)} rows instead of {manifest.images}")
    return Snapshot(manifest, base, ids, vectors, columns)


def base_read(manifest: Manifest) -> Any:
    """The FAISS index of a manifest, a copy of the caller's own."""
    import faiss

    base = faiss.read_index(str(folder() / manifest.base))
    if base.ntotal != manifest.base_images:
        raise ValueError(f"{manifest.base} has {base.ntotal} vectors instead of {manifest.base_images}")
    return base


def overlay_load(manifest: Manifest) -> tuple[AnyArray, FloatArray]:
    """Ids (m,), sorted, and vectors (m, d) of an overlay."""
    with np.load(folder() / manifest.overlay) as data:
        return data["ids"], data["vectors"].astype(np.float32)


def overlay_save(path: Path, ids: AnyArray, vectors: FloatArray) -> None:
    """Write an overlay; its vectors come from float16 and lose nothing."""
    with path.open("wb") as file:
        np.savez(file, ids=ids, vectors=vectors.astype(np.float16))
