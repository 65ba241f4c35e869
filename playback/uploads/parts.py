"""The bytes of uploads on the disk. The size of a part is the offset of its upload: nothing else says how far it is."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext

from playback.uploads.errors import Busy, ChecksumMismatch, Gone

PIECE = 256 * 2**10
"""Bytes that are read and written at a time: all that a request holds in memory."""


class Digest(Protocol):
    """A hash of :mod:`hashlib`."""

    def update(self, piece: bytes, /) -> None:
        """Add bytes."""

    def digest(self) -> bytes:
        """The hash of all of them."""


def parts_folder() -> Path:
    """Where the parts lie."""
    return Path(settings.FILE_UPLOAD_TEMP_DIR) / "tus"


def part_path(pk: UUID) -> Path:
    """The part of an upload."""
    return parts_folder() / f"{pk.hex}.part"


def part_create(pk: UUID) -> None:
    """An empty part, on the disk for good."""
    folder = parts_folder()
    folder.mkdir(parents=True, exist_ok=True)
    part_path(pk).open("xb").close()
    _sync(folder)


def part_offset(pk: UUID) -> int:
    """Bytes that have arrived. Raises ``Gone`` where the part is lost."""
    try:
        return part_path(pk).stat().st_size
    except FileNotFoundError as error:
        raise _lost() from error


def part_remove(pk: UUID) -> None:
    """Remove a part, whoever writes it."""
    part_path(pk).unlink(missing_ok=True)


@contextmanager
def part_locked(pk: UUID) -> Iterator[BinaryIO]:
    """A part to append to, for one writer at a time. Raises ``Busy`` while another has it, ``Gone`` where it is lost.

    The lock is the system's, on the open file: it ends with the process or the request that holds it, and a request
    whose client is silent ends by itself (``UPLOAD_STALL_SECONDS``).
    """
    try:
        part = part_path(pk).open("r+b", buffering=0)
    except FileNotFoundError as error:
        raise _lost() from error
    with part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(gettext("Another connection is sending this file; it is tried again.")) from error
        yield part


def part_append(
    part: BinaryIO,
    read: Callable[[int], bytes],
    length: int,
    *,
    check: Callable[[int], None] = lambda offset: None,
    checksum: tuple[Digest, bytes] | None = None,
) -> int:
    """Append ``length`` bytes that ``read(n)`` gives, and have the disk keep them; the offset after that.

    Fewer are kept where the client leaves. ``check(offset)`` is called after each piece. With ``checksum`` (a hash, and
    what it must come to) all are kept or none: raises ``ChecksumMismatch``.
    """
    start = part.seek(0, os.SEEK_END)
    left = length
    try:
        while left and (piece := read(min(PIECE, left))):
            _write(part, piece)
            left -= len(piece)
            if checksum:
                checksum[0].update(piece)
            check(start + length - left)
    finally:
        if checksum and (left or checksum[0].digest() != checksum[1]):
            part.truncate(start)
        os.fsync(part.fileno())
    if checksum and checksum[0].digest() != checksum[1]:
        raise ChecksumMismatch(gettext("The bytes changed on the way; this piece was not kept."))
    return start + length - left


def _write(part: BinaryIO, piece: bytes) -> None:
    view = memoryview(piece)
    while view:
        view = view[part.write(view) :]


def _sync(folder: Path) -> None:
    with suppress(OSError):  # file systems that cannot
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _lost() -> Gone:
    return Gone(gettext("The server has this file no more; choose it again."))
