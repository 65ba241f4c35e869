"""Reads the playlists that ffmpeg wrote, and writes the one above them (RFC 8216)."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from playback.media.ladder import Rendition
from playback.media.streams import Sound, language_name
from trendflix.core.errors import room_check

SEGMENT = re.compile(r"#EXTINF:([\d.]+),[^\n]*\n#EXT-X-BYTERANGE:(\d+)@(\d+)")
AAC = "mp4a.40.2"


@dataclass(frozen=True, slots=True)
class Playlist:
    """A media playlist: seconds in all, and bits a second at most and on average."""

    seconds: float
    peak: int
    average: int


def media_playlist(path: Path) -> Playlist | None:
    """What a media playlist says; ``None`` where it is missing, empty, was never ended, or its file is cut.

    Raises ``OSError`` (ENOSPC) where that is since the disk is full: ffmpeg's HLS muxer ends without an error then.
    """
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = [(float(seconds), int(size), int(start)) for seconds, size, start in SEGMENT.findall(text)]
    segments = [(seconds, size) for seconds, size, _ in found]
    whole = sum(seconds for seconds, _ in segments)
    if "#EXT-X-ENDLIST" not in text or whole <= 0 or _is_cut(path, max(start + size for _, size, start in found)):
        room_check(path.parent)
        return None
    # A last segment of a few frames says little about a rate.
    rates = [8 * size / seconds for seconds, size in segments if seconds >= min(1.0, whole)]
    average = 8 * sum(size for _, size in segments) / whole
    return Playlist(whole, math.ceil(max([*rates, average])), math.ceil(average))


def _is_cut(path: Path, size: int) -> bool:
    """Whether the file beside a playlist is shorter than the playlist says, in bytes."""
    file = path.with_suffix(".m4s")
    return file.is_file() and file.stat().st_size < size


def video_codec(path: Path) -> str:
    """The codec string (RFC 6381) of an H.264 file, as its avcC box says: ``avc1.640028``."""
    import av

    with av.open(str(path), options={"protocol_whitelist": "file"}) as container:
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


def master_playlist(
    out: Path, rungs: list[tuple[str, Rendition]], sounds: list[tuple[str, Sound]], rate: float
) -> str:  # fmt: skip
    """The multivariant playlist over the named rungs and sounds whose files lie in ``out``."""
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    peak = average = 0
    names = sound_names([sound for _, sound in sounds])
    default = next((sound for _, sound in sounds if sound.is_default), sounds[0][1] if sounds else None)
    for (file, sound), name in zip(sounds, names, strict=True):
        found = media_playlist(out / f"{file}.m3u8")
        peak, average = max(peak, found.peak if found else 0), max(average, found.average if found else 0)
        chosen = "YES" if sound is default else "NO"
        spoken = f',LANGUAGE="{sound.language}"' if sound.language else ""
        lines.append(
            f'#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="{name}"{spoken},DEFAULT={chosen},AUTOSELECT=YES,'
            f'CHANNELS="2",URI="{file}.m3u8"'
        )
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
