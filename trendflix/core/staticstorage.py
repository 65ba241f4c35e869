"""Static files of a site in use: joined a page, hashed, and packed once instead of at every request."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

from trendflix.core.bundles import bundle

ENTRIES = ("js/watch.js", "js/prefetch.js", "js/saved-hearts.js", "css/watch-page.css")
"""Files that pages name; what they import is joined into them."""
OWN = ("css", "js", "vendor")
"""Folders of our pages' files; the admin's and the API documentation's are large and seldom asked for."""


class OwnFilesCompressor(Compressor):
    """Brotli and gzip for the files of our pages below ``root``; gzip alone for others, which take brotli a minute."""

    def __init__(self, root: str, **options: Any) -> None:
        super().__init__(**options)
        self.own = tuple(f"{Path(root) / folder}{os.sep}" for folder in OWN)
        self.gzip_alone = Compressor(**options, use_brotli=False)

    def compress(self, path: str) -> list[str]:
        """Write the packed copies beside a file; returns their paths."""
        own = path.startswith(self.own)
        packed: list[str] = super().compress(path) if own else self.gzip_alone.compress(path)
        return packed


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Every file carries its hash, so that it can be cached for ever; entries hold all that they import.

    The bundle takes the entry's own name: templates say ``js/watch.js`` in development and in production.
    """

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Join the entries, then hash and pack everything. Raises ``BundleError``."""
        for entry in () if dry_run else ENTRIES:
            if entry in paths:
                self._write(entry, bundle(entry, lambda name: _read(paths, name)))
                paths[entry] = (self, entry)
        yield from super().post_process(paths, dry_run, **options)

    def create_compressor(self, **options: Any) -> Compressor:
        """What packs files."""
        return OwnFilesCompressor(self.path(""), **options)

    def _write(self, name: str, text: str) -> None:
        self.delete(name)
        self._save(name, ContentFile(text.encode()))


def _read(paths: dict[str, Any], name: str) -> str:
    """The text of a collected file, read where it came from."""
    if name not in paths:
        raise FileNotFoundError(name)
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode("utf-8")
    return text
