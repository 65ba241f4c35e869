"""Takes subtitle files in: the original is kept, and WebVTT (W3C) written from it, moved by the track's offset."""

from pathlib import Path

from django.utils.translation import gettext

from playback.media.captions import FORMATS, Reading, captions_write, subtitles_read
from playback.media.languages import UNKNOWN, language_named
from playback.models import Subtitle, Video
from trendflix.core.errors import UserError
from trendflix.core.folders import replacing

MAX_BYTES = 5 * 2**20
MAX_OFFSET = 3600.0


def subtitle_reading(data: bytes, name: str, language: str = "") -> Reading:
    """What a subtitle file says; ``language`` hints at its charset. Raises ``UserError`` saying what is wrong."""
    suffix = Path(name).suffix.lower()
    if suffix not in FORMATS:
        raise UserError(gettext("%(name)s: subtitles are .vtt, .srt, .ass or .ssa files.") % {"name": name})
    if len(data) > MAX_BYTES:
        raise UserError(
            gettext("%(name)s: more than %(limit)s MiB of subtitles.") % {"name": name, "limit": MAX_BYTES // 2**20}
        )
    return subtitles_read(data, suffix, name, language)


def subtitle_text(data: bytes, name: str, offset: float = 0.0, language: str = "") -> str:
    """WebVTT text of a subtitle file, moved by ``offset`` seconds. Raises ``UserError`` saying what is wrong."""
    found = subtitle_reading(data, name, language)
    return captions_write(found.captions, offset, found.blocks)


def subtitle_add(
    video: Video, data: bytes, name: str, language: str = "", label: str = "", offset: float = 0.0, role: str = ""
) -> Subtitle:
    """Add a film's track, or replace the one of the same language, role and label; files are named by the row alone.

    Where no language or role is given, the file's name tells them. A track whose language nobody told is labelled by
    its file's name, so that it stands beside others of that kind.
    """
    named = language_named(name)
    language = (language or named.language or UNKNOWN)[:35]
    found = subtitle_reading(data, name, language)
    if language == UNKNOWN and not label:
        label = Path(name).stem
    key = {"video": video, "language": language, "label": label[:60], "role": role or named.role, "stream": None}
    defaults = {"is_default": not video.subtitles.exists()}
    track, made = Subtitle.objects.get_or_create(**key, defaults=defaults)
    track.offset = offset
    subtitle_keep(track, data, Path(name).suffix.lower()[1:], found, made=made)
    return track


def subtitle_keep(track: Subtitle, data: bytes, kind: str, found: Reading, *, made: bool) -> None:
    """Write a track's files beside and renamed, then its row; a row just ``made`` goes again where that fails."""
    old = track.original
    track.kind = kind
    try:
        _write(track.original, data)
        _publish(track, found)
    except OSError as error:
        if made:
            subtitle_remove(track)
        raise UserError(
            gettext("%(track)s: its files cannot be written (%(reason)s).")
            % {"track": track, "reason": error.strerror or error}
        ) from error
    if old != track.original:
        old.unlink(missing_ok=True)


def _publish(track: Subtitle, found: Reading) -> None:
    """Write the track's WebVTT, and what reading it told."""
    text = captions_write(found.captions, track.offset, found.blocks)
    _write(track.path, text.encode())
    track.charset, track.warnings = found.charset, list(found.warnings)
    track.save()


def _write(path: Path, data: bytes) -> None:
    with replacing(path) as scratch:
        scratch.write_bytes(data)


def subtitle_move(track: Subtitle, offset: float) -> None:
    """Let a track come later (or, below zero, earlier) by seconds; it is read again, by its language as it is now."""
    if abs(offset) > MAX_OFFSET:
        raise UserError(
            gettext("%(track)s: an offset of %(offset)g s is more than an hour.") % {"track": track, "offset": offset}
        )
    if not track.original.is_file():  # a track from before originals were kept
        _write(track.original, track.path.read_bytes())
    track.offset = offset
    _publish(track, subtitle_reading(track.original.read_bytes(), track.original.name, track.language))


def subtitle_remove(track: Subtitle) -> None:
    """Remove a track with its files."""
    files = (track.path, track.original)
    track.delete()
    for path in files:
        path.unlink(missing_ok=True)
