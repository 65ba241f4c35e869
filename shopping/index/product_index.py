"""The product index: a FAISS cache of the vectors in the database.

Exact (``IndexIDMap2`` over ``IndexFlatIP``) to ``EXACT_TO`` images, then inverted lists with a trained quantiser
(Johnson, Douze, Jégou 2017). The file is stamped with the model, the layout and what is in it, written beside and
renamed, rebuilt when the stamp differs, and read again by every process when it changes.
"""

import hashlib
import json
import threading
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.db.models import QuerySet

from shopping.models import ProductImage
from vision.types import AnyArray, FloatArray
from vision.vectors import unpack

LAYOUT = 3
EXACT_TO = 300_000
LISTS_A_ROOT = 4
TRAINED_A_LIST = 64
PROBED = 32
CHUNK = 10_000
_lock = threading.Lock()
_loaded: "Loaded | None" = None


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside the index's file."""

    stamp: str
    model: str
    images: int
    layout: int = LAYOUT

    @property
    def file(self) -> Path:
        """The index's file."""
        return folder() / f"{self.stamp}.faiss"


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index in memory, and the note it was read with."""

    note: Note
    faiss: Any

    @property
    def stamp(self) -> str:
        """Names its content."""
        return self.note.stamp


def folder() -> Path:
    """Where the index lies."""
    return Path(settings.DATA) / "index"


def matchable(model: str) -> QuerySet[ProductImage]:
    """Pictures with vectors of a model that show a garment; nothing else is ever like what somebody wears."""
    seen = ProductImage.objects.filter(model=model, vector__isnull=False, placeholder=False).exclude(category="")
    return seen.exclude(product__wearable=False)


def contents(model: str) -> Note:
    """What an index for this model must hold now."""
    rows = matchable(model).order_by("pk")
    digest, count = hashlib.sha256(f"{LAYOUT} {model}".encode()), 0
    for row in rows.values_list("pk", "sha256", "category").iterator(chunk_size=CHUNK):
        digest.update(repr(row).encode())
        count += 1
    return Note(digest.hexdigest()[:20], model, count)


def noted() -> Note | None:
    """What the present file holds, or ``None`` where there is none that can be used."""
    try:
        note = Note(**json.loads((folder() / "products.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return note if note.layout == LAYOUT and note.file.exists() else None


def ensure(model: str) -> str:
    """Build the index unless the file holds just what the database does; says which."""
    wanted = contents(model)
    if noted() == wanted:
        return "unchanged"
    _write(_build(wanted), wanted)
    return "rebuilt"


def rebuild(model: str) -> int:
    """Build the index whatever the file says; returns how many vectors it holds."""
    wanted = contents(model)
    _write(_build(wanted), wanted)
    return wanted.images


def _build(wanted: Note) -> Any:
    import faiss

    rows = matchable(wanted.model)
    first = rows.first()
    dimensions = len(unpack(first.vector)) if first is not None and first.vector else 1
    index: Any
    if wanted.images <= EXACT_TO:
        index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimensions))
    else:
        lists = max(1, int(LISTS_A_ROOT * wanted.images**0.5))
        index = faiss.index_factory(dimensions, f"IVF{lists},SQfp16", faiss.METRIC_INNER_PRODUCT)
        some = rows.order_by("sha256")[: lists * TRAINED_A_LIST]  # a hash is as good as chance
        index.train(np.stack([vectors for _, chunk in _chunks(some) for vectors in chunk]))
    for ids, vectors in _chunks(rows.order_by("pk")):
        index.add_with_ids(vectors, ids)
    return index


def _chunks(rows: Any) -> Iterator[tuple[AnyArray, FloatArray]]:
    """(ids, vectors) a chunk at a time, so that building needs little beside the index itself."""
    ids: list[int] = []
    vectors: list[FloatArray] = []
    for pk, data in rows.values_list("pk", "vector").iterator(chunk_size=CHUNK):
        ids.append(pk)
        vectors.append(unpack(data))
        if len(ids) == CHUNK:
            yield np.array(ids, dtype=np.int64), np.stack(vectors)
            ids, vectors = [], []
    if ids:
        yield np.array(ids, dtype=np.int64), np.stack(vectors)


def _write(index: Any, note: Note) -> None:
    import faiss

    folder().mkdir(parents=True, exist_ok=True)
    mark = uuid.uuid4().hex
    scratch, words = folder() / f".{mark}.faiss", folder() / f".{mark}.json"
    faiss.write_index(index, str(scratch))
    scratch.replace(note.file)
    known = {"stamp": note.stamp, "model": note.model, "images": note.images, "layout": note.layout}
    words.write_text(json.dumps(known), encoding="utf-8")
    words.replace(folder() / "products.json")
    for old in folder().glob("*.faiss"):
        if old != note.file and not old.name.startswith("."):
            old.unlink(missing_ok=True)


def load(model: str) -> Loaded:
    """The index for a model: read again when its file changed, built when there is none of this model."""
    global _loaded
    with _lock:
        note = noted()
        if note is None or note.model != model:
            ensure(model)
            note = noted()
        if note is None:
            raise RuntimeError("the index was built and is not there")
        if _loaded is None or _loaded.note != note:
            _loaded = _read(note)
        return _loaded


def _read(note: Note) -> Loaded:
    import faiss

    try:
        return Loaded(note, faiss.read_index(str(note.file)))
    except RuntimeError:
        # Another process put a new one in its place between the note and the file.
        again = noted()
        if again is None or again == note:
            raise
        return Loaded(again, faiss.read_index(str(again.file)))


def search(model: str, vectors: FloatArray, allowed: Iterable[int], top: int) -> tuple[FloatArray, AnyArray]:
    """Cosines (n, top) and image ids (n, top) of the nearest allowed images; -1 where there are fewer."""
    import faiss

    ids = np.fromiter(allowed, dtype=np.int64)
    index = load(model).faiss
    if not len(ids) or not index.ntotal or vectors.shape[1] != index.d:
        return np.zeros((len(vectors), 0), np.float32), np.zeros((len(vectors), 0), np.int64)
    selector = faiss.IDSelectorBatch(ids)
    exact = isinstance(index, faiss.IndexIDMap2)
    kind: Any = faiss.SearchParameters if exact else faiss.SearchParametersIVF
    options = kind(sel=selector) if exact else kind(sel=selector, nprobe=PROBED)
    scores, found = index.search(np.ascontiguousarray(vectors, dtype=np.float32), min(top, len(ids)), params=options)
    return scores, found
