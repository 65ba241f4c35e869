"""Files of the index that its note does not name."""

from collections.abc import Iterator
from pathlib import Path

from shopping.index.product_index import folder
from trendflix.core.garbage import children

NOTE = "products.json"


def index_collect() -> Iterator[Path]:
    """Older indexes, and what a process that died had begun to write."""
    note = folder() / NOTE
    try:
        words = note.read_text(encoding="utf-8")
    except OSError:
        words = ""
    for path in children(folder()):
        if path != note and (path.name.startswith(".") or path.name.split(".")[0] not in words):
            yield path
