"""Pictures named on a command line: files, and folders of them, a batch at a time."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from trendflix.core.errors import UserError
from trendflix.jobs.progress import Progress
from vision.errors import PictureError
from vision.images.open_image import open_picture

SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif"}
BATCH = 16
Named = tuple[str, Image.Image]
"""A file's name, and its picture (RGB)."""


def picture_files(paths: list[Path]) -> list[Path]:
    """The files among ``paths``, and the pictures in the folders among them. Raises ``UserError`` for what is not."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(file for file in path.iterdir() if file.suffix.lower() in SUFFIXES)
        elif path.is_file():
            found.append(path)
        else:
            raise UserError(f"{path}: there is no such file or folder.")
    if not found:
        raise UserError(f"{paths[0]}: holds no picture.")
    return found


def opened(
    files: list[Path], complain: Callable[[str], object], progress: Progress, stage: str
) -> Iterator[list[Named]]:
    """The pictures, ``BATCH`` at a time; ``complain`` is told of those that cannot be read, which are left out."""
    for at in range(0, len(files), BATCH):
        progress(stage, at / len(files))
        batch: list[Named] = []
        for file in files[at : at + BATCH]:
            try:
                batch.append((file.name, open_picture(file)))
            except PictureError as error:
                complain(str(error))
        if batch:
            yield batch
