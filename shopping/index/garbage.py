"""Files of the index that neither its manifest nor matching names."""

from collections.abc import Iterator
from pathlib import Path

from shopping.index.files import LOCK, MANIFEST, MATCHED, folder, noted
from trendflix.core.garbage import children


def index_collect() -> Iterator[Path]:
    """What an older version or a process that died left."""
    manifest = noted()
    named = manifest.files if manifest is not None else ()
    for path in children(folder()):
        is_kept = path.name in (MANIFEST, LOCK, *named) or path.name.startswith(MATCHED)
        if not is_kept or path.suffix == ".new":
            yield path
