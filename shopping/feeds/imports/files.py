"""The files of feeds: uploads, what is unpacked of archives, and the removal of both when nothing needs them."""

import hashlib
import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.translation import gettext

from shopping.feeds.readers.archives import unpack
from shopping.models import Feed
from trendflix.core.errors import UserError

UPLOADS = "feeds"
CONTENT, NOTE = "content", "feed-path"
"""In the folder of an unpacked archive: what was in it, and a file that says which path of that is the feed."""
GZIP = b"\x1f\x8b"
ORPHAN_SECONDS = 86_400
"""An upload that no row names is removed after this long; a younger one may be about to get its row."""


def uploads_folder() -> Path:
    """Where uploaded and downloaded feeds lie."""
    return Path(settings.MEDIA_ROOT) / UPLOADS


def feed_path(feed: Feed) -> Path:
    """The file that a feed was last given. Raises ``UserError`` where it is gone."""
    path = Path(feed.file.path if feed.file else feed.path)
    if not path.is_file():
        raise UserError(gettext("%(name)s: the feed's file is gone.") % {"name": path.name or feed.name})
    return path


def file_digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpacked_folder(feed_id: int) -> Path:
    """Where the archives of a feed are unpacked, each in a folder named after its content."""
    return Path(settings.MEDIA_ROOT) / UPLOADS / "unpacked" / str(feed_id)


def feed_unpack(feed: Feed, path: Path, digest: str) -> tuple[Path, Path]:
    """(The file to be read, the folder that its relative picture addresses begin in.)

    The file is ``path`` itself or, where that is an archive, the feed in it. An archive is unpacked once and stays so
    while it is the feed's file, since pictures may lie beside the feed in it; those of a gzipped feed lie beside it.
    """
    folder = unpacked_folder(feed.pk) / digest[:16]
    if not (folder / NOTE).is_file():
        scratch = folder.with_name(f".{uuid.uuid4().hex}")
        try:
            found = unpack(path, scratch / CONTENT)
            if found == path:
                return path, path.parent
            (scratch / NOTE).write_text(str(found.relative_to(scratch)), encoding="utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            scratch.replace(folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    source = folder / (folder / NOTE).read_text(encoding="utf-8")
    return source, path.parent if _is_gzip(path) else source.parent


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(GZIP)) == GZIP


def files_sweep(feed_id: int) -> None:
    """Remove the uploads and unpacked archives of a feed that neither its row nor its live import needs."""
    feed = Feed.objects.filter(pk=feed_id).first()
    if feed is None:
        return
    needed = {feed.file.name or "", feed.live_file}
    uploads_remove(name for name in feed.superseded if name not in needed)
    Feed.objects.filter(pk=feed_id).update(superseded=[name for name in feed.superseded if name in needed])
    digests = {feed.sha256[:16], str(feed.numbers.get("sha256", ""))[:16]}
    for folder in _folders(unpacked_folder(feed_id)):
        if folder.name not in digests:
            shutil.rmtree(folder, ignore_errors=True)
    orphans_remove()


def feed_folder_remove(feed_id: int) -> None:
    """Remove whatever was unpacked for a feed."""
    shutil.rmtree(unpacked_folder(feed_id), ignore_errors=True)


def orphans_remove() -> None:
    """Remove uploads of a day ago and older that no feed names, as a crash may leave them."""
    folder, before = Path(settings.MEDIA_ROOT) / UPLOADS, time.time() - ORPHAN_SECONDS
    old = [path for path in _files(folder) if path.stat().st_mtime < before]
    if old:
        rows = Feed.objects.values_list("file", "live_file", "superseded")
        named = {name for file, live, superseded in rows for name in (file, live, *superseded)}
        uploads_remove(name for path in old if (name := f"{UPLOADS}/{path.name}") not in named)


def uploads_remove(names: Iterable[str]) -> None:
    """Remove uploaded files by their names in the storage; one that is gone already is no error."""
    for name in names:
        if name:
            default_storage.delete(name)


def _folders(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()] if folder.is_dir() else []
