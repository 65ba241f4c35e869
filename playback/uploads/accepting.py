"""Which files are taken: by name and size before a byte moves, by their first bytes as soon as those are known."""

from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext

from playback.media.captions import FORMATS
from playback.services.subtitles import MAX_BYTES as SUBTITLES_MAX_BYTES
from playback.uploads.errors import TooLarge, WrongType
from playback.uploads.models import UploadFile

Role = UploadFile.Role
FILMS = frozenset(
    (".mp4", ".m4v", ".mov", ".qt", ".f4v", ".3gp", ".3g2", ".mkv", ".webm", ".avi", ".divx", ".mpg", ".mpeg", ".m2v")
    + (".vob", ".ts", ".m2ts", ".mts", ".wmv", ".asf", ".flv", ".ogv", ".ogm", ".mxf")
)
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp"))
HEAD = 512
"""Bytes of a file that say what it is."""
_ATOMS = frozenset((b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"uuid"))
_FILM_STARTS = (
    b"\x1aE\xdf\xa3",  # Matroska, WebM
    b"\x00\x00\x01\xba",  # MPEG program stream
    b"\x00\x00\x01\xb3",  # MPEG video
    b"0&\xb2u\x8ef\xcf\x11",  # ASF
    b"FLV\x01",
    b"OggS",
    b"\x06\x0e+4\x02\x05\x01\x01",  # MXF
)
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def kind_of_name(name: str) -> str:
    """``film``, ``subtitles`` or ``picture``, by a file's ending. Raises ``WrongType`` for all others."""
    ending = PurePath(name).suffix.lower()
    for kind, endings in (("film", FILMS), ("subtitles", frozenset(FORMATS)), ("picture", PICTURES)):
        if ending in endings:
            return kind
    raise WrongType(
        gettext("%(name)s: this is no film, subtitles or picture that the site takes (%(endings)s).")
        % {"name": name, "endings": ", ".join(sorted(FILMS | set(FORMATS) | PICTURES))}
    )


def largest(role: str) -> int:
    """The most bytes that a file of a role may have."""
    if role == Role.FILM:
        return settings.FILM_MAX_BYTES
    return SUBTITLES_MAX_BYTES if role == Role.SUBTITLES else settings.PICTURE_MAX_BYTES


def file_check(name: str, role: str, size: int) -> None:
    """Raise ``WrongType`` or ``TooLarge`` where a file of this name, role and size in bytes is not taken."""
    kind = kind_of_name(name)
    if kind != (role if role in (Role.FILM, Role.SUBTITLES) else "picture"):
        raise WrongType(gettext("%(name)s: a file of this kind cannot be used here.") % {"name": name})
    if size <= 0:
        raise WrongType(gettext("%(name)s: the file is empty.") % {"name": name})
    if size > largest(role):
        raise TooLarge(
            gettext("%(name)s: it has %(size)s; the site takes up to %(limit)s.")
            % {"name": name, "size": in_words(size), "limit": in_words(largest(role))}
        )


def head_check(name: str, role: str, head: bytes) -> None:
    """Raise ``WrongType`` where a file's first bytes (up to ``HEAD`` of them) are not those of what its name says."""
    if role == Role.FILM:
        fits = is_film(head)
    elif role == Role.SUBTITLES:
        fits = head.startswith(_UTF16) or b"\x00" not in head
    else:
        fits = head.startswith(_PICTURE_STARTS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    if not fits:
        raise WrongType(gettext("%(name)s: this is not what its name says; it was not kept.") % {"name": name})


def is_film(head: bytes) -> bool:
    """Whether bytes are the beginning of a video container."""
    if head.startswith(_FILM_STARTS) or head[4:8] in _ATOMS:
        return True
    if head[:4] == b"RIFF":
        return head[8:12] in (b"AVI ", b"AVIX")
    return any(_has_packets(head, start, step) for start, step in ((0, 188), (4, 192), (0, 204)))


def _has_packets(head: bytes, start: int, step: int) -> bool:
    """Whether MPEG transport packets, each beginning with 0x47, lie ``step`` bytes apart."""
    places = range(start, len(head), step)
    return len(places) > 1 and all(head[place] == 0x47 for place in places)


def in_words(size: int) -> str:
    """Bytes as ``3.2 GiB``, ``40.0 MiB``, ``12 KiB``."""
    if size >= 2**30:
        return f"{size / 2**30:.1f} GiB"
    return f"{size / 2**20:.1f} MiB" if size >= 2**20 else f"{max(1, size // 1024)} KiB"
