"""Vectors of pictures or texts, for measuring and for other programs."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand, CommandError

from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from vision.types import FloatArray


class Command(BaseCommand):
    """``manage.py embed``: pictures as the product index sees them, or texts."""

    help = "Write names and unit vectors of pictures or texts to an .npz file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to embed, and where to write."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--images", nargs="+", type=Path)
        what.add_argument("--texts", type=Path, help="one text a line")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Embed and write; pictures that cannot be read are named and left out."""
        try:
            pairs = list(self._images(options["images"]) if options["images"] else self._texts(options["texts"]))
        except UserError as error:
            raise CommandError(str(error)) from error
        if not pairs:
            raise CommandError("Nothing could be embedded.")
        vectors = np.stack([vector for _, vector in pairs]).astype(np.float32)
        with options["out"].open("wb") as file:
            np.savez(file, names=np.array([name for name, _ in pairs]), vectors=vectors)
        self.stdout.write(f"{len(pairs)} vectors of {vectors.shape[1]} dimensions in {options['out']}")

    def _images(self, paths: list[Path]) -> Iterator[tuple[str, FloatArray]]:
        from vision.images.image_files import opened, picture_files
        from vision.images.product_image import embed_products

        reporter = Reporter()
        for batch in opened(picture_files(paths), self.stderr.write, reporter, "looking"):
            for (name, _), seen in zip(batch, embed_products([picture for _, picture in batch]), strict=True):
                yield name, seen.vector
        reporter.finish()

    def _texts(self, path: Path) -> Iterator[tuple[str, FloatArray]]:
        from vision.nets.runtime import get_embedder

        if not path.is_file():
            raise UserError(f"{path}: there is no such file.")
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        yield from zip(lines, get_embedder().embed_texts(lines), strict=True)
