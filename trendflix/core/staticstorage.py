"""Static files of a site in use: joined a page, hashed, and packed once instead of at every request."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from trendflix.core.bundles import bundle
from trendflix.core.packedcopies import OwnFilesCompressor

ENTRIES = ("js/watch.js", "js/prefetch.js", "js/saved-hearts.js", "css/watch-page.css")
"""Files that pages name; what they import is joined into them."""


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

    def create_compressor(self, **options: Any) -> OwnFilesCompressor:
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
