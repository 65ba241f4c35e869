"""The index's files: written beside, renamed, and named by a manifest that is renamed last.

A process that dies leaves the files that the manifest names as they were; what it left beside them is removed by the
next writer. Writers of all processes take turns by a lock on a file.
"""

import fcntl
import json
import os
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings

from vision.language.categories import CATEGORIES

LAYOUT = f"5-{zlib.crc32(' '.join(CATEGORIES).encode()):08x}"
"""Differs when what is in the files does, the codes of categories included."""
MANIFEST = "products.json"
LOCK = ".lock"
MATCHED = "matched-"
"""Begins the names of files that matching keeps here: they are no part of the index."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which files are the index, and what is in them.

    ``base`` is the FAISS file with ``base_images`` vectors, ``overlay`` what changed since it was written, ``columns``
    the rows of all ``images``. ``generation`` grows by one with each state. ``trained_on`` is how many vectors there
    were when an inverted file's quantiser was trained, 0 for an exact index.
    """

    model: str
    generation: int
    base: str
    base_images: int
    overlay: str
    columns: str
    images: int
    trained_on: int = 0
    layout: str = LAYOUT

    @property
    def stamp(self) -> str:
        """Names this state of the index."""
        return f"{self.base.removesuffix('.faiss')}.{self.generation}"

    @property
    def files(self) -> tuple[str, str, str]:
        """All that it names."""
        return self.base, self.overlay, self.columns


def folder() -> Path:
    """Where the index lies."""
    return Path(settings.DATA) / "index"


def noted() -> Manifest | None:
    """The present manifest, or ``None`` where there is none that can be used."""
    try:
        manifest = Manifest(**json.loads((folder() / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_whole = manifest.layout == LAYOUT and all((folder() / name).exists() for name in manifest.files)
    return manifest if is_whole else None


def publish(manifest: Manifest) -> None:
    """Make a manifest the present one, and remove what it does not name."""
    write_beside(MANIFEST, lambda path: path.write_text(json.dumps(asdict(manifest)), encoding="utf-8"))
    for path in folder().iterdir():
        is_ours = path.name.endswith((".faiss", ".npz", ".new")) and not path.name.startswith(MATCHED)
        if is_ours and path.name not in manifest.files:
            path.unlink(missing_ok=True)


def fresh(ending: str) -> str:
    """A file's name that no other file has."""
    return f"{uuid.uuid4().hex}{ending}"


def write_beside(name: str, write: Callable[[Path], object]) -> None:
    """Write a file under another name, bring it to the disk, and rename it."""
    folder().mkdir(parents=True, exist_ok=True)
    scratch = folder() / f"{MATCHED if name.startswith(MATCHED) else ''}{uuid.uuid4().hex}.new"
    write(scratch)
    with scratch.open("rb") as file:
        os.fsync(file.fileno())
    scratch.replace(folder() / name)


@contextmanager
def writing() -> Iterator[None]:
    """Wait until no other process writes the index; an ended process holds no lock."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
