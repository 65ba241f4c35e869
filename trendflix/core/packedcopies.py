"""Packed copies of files, made once and not at every start."""

import gzip
import os
import zlib
from pathlib import Path
from typing import Any

import brotli
from whitenoise.compress import Compressor

OWN = ("css", "js", "vendor")
"""Folders of our pages' files; the admin's and the API documentation's are large and seldom asked for."""
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}


class OwnFilesCompressor(Compressor):
    """Brotli and gzip for the files of our pages below ``root``; gzip alone for others, which take brotli a minute."""

    def __init__(self, root: str, **options: Any) -> None:
        super().__init__(**options)
        self.own = tuple(f"{Path(root) / folder}{os.sep}" for folder in OWN)
        self.gzip_alone = Compressor(**options, use_brotli=False)

    def compress(self, path: str) -> list[str]:
        """Write the packed copies beside a file unless it has them; returns their paths."""
        own = path.startswith(self.own)
        copies = [f"{path}{suffix}" for suffix in (UNPACK if own else (".gz",))]
        if all(is_packed(path, copy) for copy in copies):
            return copies
        packed: list[str] = super().compress(path) if own else self.gzip_alone.compress(path)
        return packed


def is_packed(path: str, copy: str) -> bool:
    """Whether a packed copy is there, whole, and that of the file as it is now."""
    try:
        unpacked: bytes = UNPACK[Path(copy).suffix](Path(copy).read_bytes())
        return unpacked == Path(path).read_bytes()
    except (OSError, EOFError, zlib.error, brotli.error):
        return False
