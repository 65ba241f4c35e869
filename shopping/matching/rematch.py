"""Follows changes of the products: matches the garments that they can touch, and notes up to where that is done.

What is done is kept as the columns with which films were last matched, beside the index. So nothing has to be handed
from job to job: whatever changed since, by however many imports, is found by comparing, also after a crash.
"""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from shopping.index import product_index
from shopping.index.columns import Columns, columns_load, columns_save
from shopping.index.files import MATCHED, write_beside
from shopping.matching.garments_match import garments_match
from shopping.matching.rules import rules_of
from shopping.matching.touched import garments_all, garments_touched
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

EVERY_FILM = 0
"""The subject of a job that is about all films."""


def changed_match_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Match what products that changed since the last time can touch; with ``{"everything": true}`` all garments."""
    from vision import stamps

    progress(gettext_noop("looking for changes"), 0.0)
    present = stamps.current()
    snapshot = product_index.load(present.pictures)
    path = _matched_path(present.pictures)
    old = None if job.parameters.get("everything") else _matched(path)
    garments = garments_touched(snapshot, old, present.embedder) if old is not None else garments_all(present.embedder)
    changed = garments_match(snapshot, garments, progress)
    write_beside(path.name, lambda scratch: columns_save(snapshot.columns, scratch))
    return {"garments": len(garments), "changed": changed}


def _matched_path(model: str) -> Path:
    return product_index.folder() / f"{MATCHED}{rules_of(model)}.npz"


def _matched(path: Path) -> Columns | None:
    try:
        return columns_load(path)
    except product_index.NOT_WHOLE:
        return None
