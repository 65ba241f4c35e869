"""Feeds that come compressed: gzip, and zip with pictures beside the feed.

Nothing of an archive is believed: names that lead out of the folder, members that are links, encrypted or archives
themselves, and more bytes than a feed may have are refused before or while they are written.
"""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from django.conf import settings
from django.utils.translation import gettext, gettext_noop

from shopping.feeds.readers.kinds import OFFICE, OPEN_DOCUMENT, magic_of
from trendflix.core.errors import UserError

MAX_MEMBERS = 20_000
MAX_TIMES = 4
"""The bytes of all members together, in multiples of what a feed may have."""
MAX_RATIO = 500
"""Compression beyond which a large member is taken for a bomb; feeds reach about 30."""
SMALL = 50 * 2**20
CHUNK = 1 << 20
FEEDS = (".xml", ".rss", ".atom", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".tab")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp", ".tif", ".tiff")
ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".zst")
IGNORED = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
IS_LINK = 0o120000
ENCRYPTED = 1


def is_archive(path: Path) -> bool:
    """Whether ``unpack`` makes another file of this one."""
    return magic_of(path) in ("a gzip file", "a zip archive", "an empty zip archive")


def unpack(path: Path, folder: Path) -> Path:
    """The feed in a gzip or zip archive, written below ``folder``; a file that is no archive is the feed itself.

    Pictures of a zip lie beside the feed as they do in the archive, so that relative addresses lead to them; those of
    a feed in gzip lie beside the archive. Raises ``UserError`` for what is refused; the caller removes the folder.
    """
    kind = magic_of(path)
    if kind == "a gzip file":
        return _gunzip(path, folder)
    return _unzip(path, folder) if kind in ("a zip archive", "an empty zip archive") else path


def _gunzip(path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (path.stem if path.suffix.lower() == ".gz" and path.stem else f"{path.name}.feed")
    try:
        with gzip.open(path) as source:
            _copy(source, target, settings.FEED_MAX_BYTES, path.name)
    except EOFError as error:
        raise UserError(gettext("%(name)s: the gzip file is cut short.") % {"name": path.name}) from error
    except (OSError, zlib.error) as error:
        raise UserError(
            gettext("%(name)s: a broken gzip file (%(error)s).") % {"name": path.name, "error": error}
        ) from error
    if is_archive(target):
        raise UserError(gettext("%(name)s: an archive inside an archive; unpack it first.") % {"name": path.name})
    return target


def _unzip(path: Path, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(path) as archive:
            members = list(_members(path, archive))
            feed = _feed_of(path, archive, [member.filename for member in members])
            written = 0
            for member in members:
                if member.filename == feed or member.filename.lower().endswith(PICTURES):
                    target = folder / PurePosixPath(member.filename)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(member) as source:
                        written += _copy(source, target, _bytes_left(written, member.filename == feed), path.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise UserError(
            gettext("%(name)s: a zip archive that cannot be unpacked (%(error)s).")
            % {"name": path.name, "error": error}
        ) from error
    if is_archive(folder / feed):
        raise UserError(
            gettext("%(name)s: %(feed)s is an archive inside an archive; unpack it first.")
            % {"name": path.name, "feed": feed}
        )
    return folder / feed


def _bytes_left(written: int, is_feed: bool) -> int:
    left: int = MAX_TIMES * settings.FEED_MAX_BYTES - written
    return min(left, settings.FEED_MAX_BYTES) if is_feed else left


def _members(path: Path, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files of an archive, each checked."""
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise UserError(
            gettext("%(name)s: more than %(limit)s files in one archive.") % {"name": path.name, "limit": MAX_MEMBERS}
        )
    for info in infos:
        name = PurePosixPath(info.filename)
        if name.is_absolute() or ".." in name.parts or "\\" in info.filename or ":" in info.filename.split("/")[0]:
            raise UserError(
                gettext("%(name)s: %(filename)r leads out of the archive's folder.")
                % {"name": path.name, "filename": info.filename[:80]}
            )
        if info.external_attr >> 16 & 0o170000 == IS_LINK:
            raise UserError(
                gettext("%(name)s: %(filename)r is a link, which archives may not hold.")
                % {"name": path.name, "filename": info.filename[:80]}
            )
        if info.flag_bits & ENCRYPTED:
            raise UserError(
                gettext("%(name)s: the archive is encrypted; make one without a password.") % {"name": path.name}
            )
        if info.file_size > SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise UserError(
                gettext("%(name)s: %(filename)r unpacks to %(size)s MiB.")
                % {"name": path.name, "filename": info.filename[:80], "size": info.file_size // 2**20}
            )
        if info.filename and not info.is_dir() and not info.filename.startswith(IGNORED) and name.name not in IGNORED:
            yield info


def _feed_of(path: Path, archive: zipfile.ZipFile, names: list[str]) -> str:
    """The one feed among an archive's files. Raises ``UserError`` where there is none, or several."""
    for marker, kind in OFFICE:
        if marker in names:
            raise UserError(gettext("%(name)s: looks like %(kind)s.") % {"name": path.name, "kind": gettext(kind)})
    if "mimetype" in names:
        kind = OPEN_DOCUMENT.get(archive.read("mimetype")[:100].decode("ascii", "replace"), gettext_noop("a document"))
        raise UserError(gettext("%(name)s: looks like %(kind)s.") % {"name": path.name, "kind": gettext(kind)})
    if any(name.lower().endswith(ARCHIVES) for name in names):
        raise UserError(gettext("%(name)s: an archive inside an archive; unpack it first.") % {"name": path.name})
    feeds = [name for name in names if name.lower().endswith(FEEDS) and not _is_readme(name)]
    if len(feeds) == 1:
        return feeds[0]
    if feeds:
        raise UserError(
            gettext("%(name)s: holds %(count)s feeds (%(choices)s); give one a feed.")
            % {"name": path.name, "count": len(feeds), "choices": ", ".join(feeds[:3])}
        )
    raise UserError(
        gettext("%(name)s: holds no feed (%(choices)s, …).") % {"name": path.name, "choices": ", ".join(FEEDS[:5])}
    )


def _is_readme(name: str) -> bool:
    return PurePosixPath(name).stem.lower() in ("readme", "license", "licence", "liesmich")


def _copy(source: IO[bytes] | gzip.GzipFile, target: Path, limit: int, name: str) -> int:
    """Write a member, at most ``limit`` bytes of it. Returns how many."""
    written = 0
    with target.open("wb") as file:
        while chunk := source.read(CHUNK):
            written += len(chunk)
            if written > limit:
                most = settings.FEED_MAX_BYTES // 2**20
                raise UserError(
                    gettext("%(name)s: unpacks to more than a feed may have (%(limit)s MiB).")
                    % {"name": name, "limit": most}
                )
            file.write(chunk)
    return written
