"""Brings the index's files to what the database holds; the caller has the lock (``files.writing``)."""

from dataclasses import replace
from typing import Any

import numpy as np

from shopping.index import bases
from shopping.index.changes import Changes
from shopping.index.columns import Columns, columns_save
from shopping.index.files import Manifest, fresh, noted, publish, write_beside
from shopping.index.snapshot import base_read, overlay_load, overlay_save
from shopping.index.vectors import chunks_of, vectors_of
from vision.types import AnyArray, FloatArray

MAX_OVERLAY = 8192
MAX_OVERLAY_SHARE = 0.05
"""Of the base's vectors; with more than this in the overlay a new base is written."""
MAX_CHANGED_SHARE = 0.3
"""Of the base's vectors; with more changes than this the base is built from nothing, which is faster."""


def build(model: str, columns: Columns) -> Manifest:
    """Write an index from nothing."""
    index = _empty(columns)
    bases.base_fill(index, chunks_of(columns.image))
    return _write_base(model, index, columns, 0 if bases.is_exact(index) else len(columns))


def update(before: Manifest, columns: Columns, changes: Changes) -> Manifest:
    """Write what changed: to the overlay, to a new base once the overlay is large, from nothing once much is other."""
    ids, vectors = _overlay(before, columns, changes)
    if len(ids) <= min(MAX_OVERLAY, MAX_OVERLAY_SHARE * before.base_images):
        missing = np.setdiff1d(changes.added, ids)
        return _write_overlay(before, columns.take(~np.isin(columns.image, missing)), ids, vectors)
    is_much = len(ids) + len(changes.removed) > MAX_CHANGED_SHARE * before.base_images
    if is_much or not _still_fits(before, len(columns)):
        return build(before.model, columns)
    return _merge(before, columns, ids, vectors)


def _overlay(before: Manifest, columns: Columns, changes: Changes) -> tuple[AnyArray, FloatArray]:
    """What the overlay must hold: what it held and is still so, and what is new; sorted by id."""
    old_ids, old = overlay_load(before)
    ids, vectors = vectors_of(changes.added)
    stays = (columns.places(old_ids) >= 0) & ~np.isin(old_ids, changes.added)
    if not len(ids) or not stays.any():
        return (ids, vectors) if len(ids) else (old_ids[stays], old[stays])
    all_ids = np.concatenate([old_ids[stays], ids])
    order = np.argsort(all_ids)
    return all_ids[order], np.concatenate([old[stays], vectors])[order]


def _still_fits(before: Manifest, count: int) -> bool:
    """Whether the base is of the right kind for so many vectors, and its quantiser was trained with as many."""
    if not before.trained_on:
        return count <= bases.EXACT_TO
    least, most = before.trained_on / bases.GROWTH_TO_RETRAIN, before.trained_on * bases.GROWTH_TO_RETRAIN
    return count > bases.EXACT_TO and least <= count <= most


def _merge(before: Manifest, columns: Columns, ids: AnyArray, vectors: FloatArray) -> Manifest:
    """Put the overlay into the base, and take out what is no more."""
    index = base_read(before)
    bases.base_remove(index, np.setdiff1d(bases.ids_in(index), columns.image))
    bases.base_add(index, ids, vectors)
    return _write_base(before.model, index, columns, before.trained_on)


def _empty(columns: Columns) -> Any:
    """An index of the right kind and dimensions; trained where it must be."""
    count = min(len(columns), bases.training_size(len(columns)))
    first = next((vectors for _, vectors in chunks_of(columns.image)), None)
    index = bases.base_new(len(columns), 1 if first is None else first.shape[1])
    if not bases.is_exact(index):
        chosen = np.sort(np.random.default_rng(0).choice(columns.image, count, replace=False))
        index.train(np.concatenate([vectors for _, vectors in chunks_of(chosen)]))
    return index


def _write_base(model: str, index: Any, columns: Columns, trained_on: int) -> Manifest:
    """Write a base, and publish it with the columns of those of its pictures that are in both."""
    import faiss

    name = fresh(".faiss")
    write_beside(name, lambda path: faiss.write_index(index, str(path)))
    held = columns.take(np.isin(columns.image, bases.ids_in(index)))
    manifest = Manifest(model, 0, name, index.ntotal, "", "", 0, trained_on)
    return _write_overlay(manifest, held, np.zeros(0, np.int64), np.zeros((0, index.d), np.float32))


def _write_overlay(manifest: Manifest, columns: Columns, ids: AnyArray, vectors: FloatArray) -> Manifest:
    """Write overlay and columns, and publish them with the base that the manifest names."""
    overlay, rows = fresh(".npz"), fresh(".npz")
    write_beside(overlay, lambda path: overlay_save(path, ids, vectors))
    write_beside(rows, lambda path: columns_save(columns, path))
    present = noted()
    generation = 1 + (present.generation if present is not None else 0)
    made = replace(manifest, generation=generation, overlay=overlay, columns=rows, images=len(columns))
    publish(made)
    return made
