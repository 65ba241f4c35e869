"""The product index: found, read, repaired and searched here.

The database is the truth. ``ensure`` compares the index's columns with the database's and writes the difference;
every process reads what another wrote when the manifest changes.
"""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from zipfile import BadZipFile

import numpy as np

from shopping.index.changes import changes_between
from shopping.index.columns import Columns, columns_load, columns_read
from shopping.index.files import folder, noted, writing
from shopping.index.snapshot import Snapshot, snapshot_read
from shopping.index.writer import build, update
from vision.types import AnyArray, FloatArray

__all__ = ["NOT_WHOLE", "ensure", "folder", "load", "noted", "rebuild", "refreshed", "search", "serving"]

log = logging.getLogger(__name__)
NOT_WHOLE = (OSError, RuntimeError, ValueError, KeyError, EOFError, BadZipFile)
"""What reading a file raises that is missing or broken off."""
MAX_TRIES = 5
_lock = threading.Lock()
_loaded: Snapshot | None = None


def ensure(model: str) -> str:
    """Bring the index to what the database holds: "unchanged", "updated" in part, or "rebuilt" with a new base."""
    with writing():
        before, columns = noted(), columns_read(model)
        old = _columns_noted()
        if before is None or before.model != model or old is None:
            build(model, columns)
            return "rebuilt"
        changes = changes_between(old, columns)
        if not changes:
            return "unchanged"
        try:
            return "updated" if update(before, columns, changes).base == before.base else "rebuilt"
        except NOT_WHOLE as fault:
            log.warning("the product index is built anew: %s", fault)
            build(model, columns)
            return "rebuilt"


def _columns_noted() -> Columns | None:
    """The columns of the present index, ``None`` where they cannot be read."""
    manifest = noted()
    try:
        return columns_load(folder() / manifest.columns) if manifest is not None else None
    except NOT_WHOLE:
        return None


def rebuild(model: str) -> int:
    """Build the index whatever there is; returns how many vectors it holds."""
    with writing():
        return build(model, columns_read(model)).images


def load(model: str) -> Snapshot:
    """The index for a model as its files are now; built where there is none of this model, or it is broken."""
    global _loaded
    with _lock:
        if _loaded is None or _loaded.manifest != noted() or _loaded.manifest.model != model:
            _loaded = _read(model)
        return _loaded


def _read(model: str) -> Snapshot:
    """Another process may put a new index in the place of the noted one at any time: then that one is read."""
    for _ in range(MAX_TRIES):
        manifest = noted()
        if manifest is None or manifest.model != model:
            ensure(model)
            continue
        try:
            return snapshot_read(manifest, _loaded)
        except NOT_WHOLE as fault:
            if noted() == manifest:
                log.warning("the product index is built anew: %s", fault)
                rebuild(model)
    raise RuntimeError("The product index changes faster than it can be read.")


def serving(model: str) -> Snapshot:
    """What is in memory, a moment old at most, where a thread reads new states (``refreshed``); else as ``load``."""
    present = _loaded
    return present if present is not None and present.manifest.model == model and _refreshed.is_set() else load(model)


_refreshed = threading.Event()
"""Set while a thread of this process reads new states."""


@contextmanager
def refreshed(every: float) -> Iterator[None]:
    """Let a thread read new states of the index as they come, so that nobody who searches waits for that."""
    is_over = threading.Event()
    thread = threading.Thread(target=_refresh, args=(is_over, every), name="index-refresh", daemon=True)
    _refreshed.set()
    thread.start()
    try:
        yield
    finally:
        _refreshed.clear()
        is_over.set()
        thread.join()


def _refresh(is_over: threading.Event, every: float) -> None:
    """The index of another model is left alone: this process answers with its own until it is started anew."""
    global _loaded
    while not is_over.wait(every):
        manifest, present = noted(), _loaded
        if (
            manifest is None
            or present is None
            or manifest == present.manifest
            or manifest.model != present.manifest.model
        ):
            continue
        try:
            _loaded = snapshot_read(manifest, present).warmed()
        except NOT_WHOLE as fault:
            log.warning("the product index cannot be read yet: %s", fault)


def search(model: str, vectors: FloatArray, allowed: Iterable[int], top: int) -> tuple[FloatArray, AnyArray]:
    """Cosines (n, k) and image ids (n, k) of the nearest allowed images; k ≤ ``top``; -1 where there are fewer."""
    snapshot = load(model)
    ids = np.fromiter(allowed, dtype=np.int64)
    return snapshot.search(vectors, snapshot.allowed_ids(ids), top)
