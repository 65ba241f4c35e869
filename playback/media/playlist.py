"""Reads the playlists that ffmpeg wrote, and writes the one above them (RFC 8216)."""

import math
from dataclasses import dataclass
from pathlib import Path

import m3u8

from playback.media.inputs import film_open
from playback.media.ladder import Rendition
from playback.media.streams import Sound, language_name
from trendflix.core.errors import room_check

AAC = "mp4a.40.2"
SOUND_LINE = "#EXT-X-MEDIA:TYPE=AUDIO"
MIN_RATE_SECONDS = 1.0
"""A segment shorter than this says little about a rate: often it is the last one, of a few frames."""


@dataclass(frozen=True, slots=True)
class Playlist:
    """A media playlist: seconds in all, and bits a second at most and on average."""

    seconds: float
    peak: int
    average: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a media file: its length in seconds, and its place in bytes (RFC 8216, 4.3.2.2)."""

    seconds: float
    size: int
    start: int


def media_playlist(path: Path) -> Playlist | None:
    """What a media playlist says; ``None`` where it is missing, empty, was never ended, or its file is cut.

    Raises ``OSError`` (ENOSPC) where that is since the disk is full: ffmpeg's HLS muxer ends without an error then.
    """
    segments = segments_of(path.read_text(encoding="utf-8")) if path.is_file() else []
    total = sum(segment.seconds for segment in segments)
    if total <= 0 or _is_cut(path, max(segment.start + segment.size for segment in segments)):
        room_check(path.parent)
        return None
    rates = [8 * one.size / one.seconds for one in segments if one.seconds >= min(MIN_RATE_SECONDS, total)]
    average = 8 * sum(segment.size for segment in segments) / total
    return Playlist(total, math.ceil(max([*rates, average])), math.ceil(average))


def segments_of(text: str) -> list[Segment]:
    """The segments of a media playlist of byte ranges, in order; none where it was never ended or cannot be read."""
    try:
        playlist = m3u8.loads(text)
        if not playlist.is_endlist:
            return []
        return [Segment(float(one.duration), *_range(one.byterange)) for one in playlist.segments if one.byterange]
    except (ValueError, TypeError, m3u8.ParseError):
        return []


def _range(text: str) -> tuple[int, int]:
    """Size and start of ``SIZE@START``. Raises ``ValueError`` for one without a start: ffmpeg always writes it."""
    size, start = text.split("@")
    return int(size), int(start)


def _is_cut(path: Path, size: int) -> bool:
    """Whether the file beside a playlist is shorter than the playlist says, in bytes."""
    file = path.with_suffix(".m4s")
    return file.is_file() and file.stat().st_size < size


def video_codec(path: Path) -> str:
    """The codec string (RFC 6381) of an H.264 file, as its avcC box says: ``avc1.640028``."""

    with film_open(path) as container:
        record = container.streams.video[0].codec_context.extradata or b"\1\x64\0\x28"
    return f"avc1.{record[1]:02x}{record[2]:02x}{record[3]:02x}"


def sound_names(sounds: list[Sound]) -> list[str]:
    """A name for each track, no two alike: its title, else its language's name, else its number."""
    names: list[str] = []
    for number, sound in enumerate(sounds, 1):
        wanted = _quotable(sound.title or language_name(sound.language)) or f"Audio {number}"
        name, again = wanted, 2
        while name in names:
            name, again = f"{wanted} {again}", again + 1
        names.append(name)
    return names


def _quotable(text: str) -> str:
    """Text that can stand between quotes in a playlist: no quote, no control character."""
    return " ".join("".join(sign if sign.isprintable() and sign != '"' else " " for sign in text).split())[:60]


def sound_lines(sounds: list[tuple[str, Sound]]) -> list[str]:
    """The lines of the multivariant playlist that offer the named sounds; the first is chosen where none is default."""
    names = sound_names([sound for _, sound in sounds])
    default = next((sound for _, sound in sounds if sound.is_default), sounds[0][1] if sounds else None)
    lines = []
    for (file, sound), name in zip(sounds, names, strict=True):
        chosen = "YES" if sound is default else "NO"
        spoken = f',LANGUAGE="{sound.language}"' if sound.language else ""
        lines.append(
            f'{SOUND_LINE},GROUP-ID="sound",NAME="{name}"{spoken},DEFAULT={chosen},AUTOSELECT=YES,'
            f'CHANNELS="2",URI="{file}.m3u8"'
        )
    return lines


def sounds_replaced(master: str, sounds: list[Sound]) -> str:
    """A multivariant playlist that offers the same sounds, in the same order, under other names."""
    kept = [line for line in master.splitlines() if not line.startswith(SOUND_LINE)]
    lines = sound_lines([(f"audio{number}", sound) for number, sound in enumerate(sounds)])
    first = next((at for at, line in enumerate(kept) if line.startswith("#EXT-X-STREAM-INF")), len(kept))
    return "\n".join([*kept[:first], *lines, *kept[first:], ""])


def master_playlist(
    out: Path, rungs: list[tuple[str, Rendition]], sounds: list[tuple[str, Sound]], rate: float
) -> str:  # fmt: skip
    """The multivariant playlist over the named rungs and sounds whose files lie in ``out``."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    peak = average = 0
    for file, _sound in sounds:
        found = media_playlist(out / f"{file}.m3u8")
        peak, average = max(peak, found.peak if found else 0), max(average, found.average if found else 0)
    lines += sound_lines(sounds)
    for file, rung in rungs:
        found = media_playlist(out / f"{file}.m3u8")
        if found is None:
            continue
        codec = video_codec(out / f"{file}.m4s")
        lines.append(
            f"#EXT-X-STREAM-INF:BANDWIDTH={found.peak + peak},AVERAGE-BANDWIDTH={found.average + average},"
            f'RESOLUTION={rung.width}x{rung.height},FRAME-RATE={rate:.3f},CODECS="{codec}{"," + AAC if sounds else ""}"'
            f"{',AUDIO=' + chr(34) + 'sound' + chr(34) if sounds else ''}"
        )
        lines.append(f"{file}.m3u8")
    return "\n".join([*lines, ""])
