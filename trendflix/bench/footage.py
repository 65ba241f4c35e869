"""Films to measure analysis with, cut from real clips beside the project and packaged as our own are."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import imageio_ffmpeg
from django.conf import settings

DATA = Path(settings.BASE_DIR).parent / "shared" / "data"
"""Where the clips lie; what needs them is left out, saying so, where they do not."""
SHOT_SECONDS = 4.0
RATE = 24
SIZES = {"small": (426, 240), "large": (1280, 720)}
PEOPLE = (
    ("film/luma_reel.mp4", 0.0, ""),
    ("video/corridor.mp4", 36.0, ""),
    ("film/luma_reel.mp4", 19.0, ""),
    ("video/05_default_juggle.mp4", 1.0, ""),
    ("film/luma_reel.mp4", 49.0, ""),
    ("video/01_dog.mp4", 2.0, ""),
)
EMPTY = (
    ("video/05_default_juggle.mp4", 1.0, "crop=iw*0.38:ih*0.68:0:ih*0.1,"),
    ("video/01_dog.mp4", 2.0, "crop=iw*0.5:ih*0.5:iw*0.5:ih*0.4,"),
    ("video/luma_fence_1080p.mp4", 0.0, "crop=iw*0.6:ih*0.6:0:ih*0.3,"),
    ("video/01_dog.mp4", 4.0, "crop=iw*0.35:ih*0.35:iw*0.65:0,"),
    ("video/corridor.mp4", 1.0, ""),
    ("video/corridor.mp4", 76.0, "crop=iw*0.4:ih*0.4:0:ih*0.2,"),
)
"""Clip, second, and a filter; shots without people are parts of pictures beside them, one of them with a dog.

None follows people of its own clip in an ordinary film, so that every fourth second is a cut.
"""
Source = tuple[str, float, str]


@dataclass(frozen=True, slots=True)
class Footage:
    """The smallest and the largest rendition of one film, and its length in seconds."""

    small: Path
    large: Path
    seconds: float


def is_there() -> bool:
    """Whether the clips are at hand."""
    return (DATA / "film" / "luma_reel.mp4").exists()


def reel(folder: Path) -> Footage:
    """The 80 s film with known answers, as packaging leaves it."""
    return _packaged(folder, "reel", [_shot(folder, "reel", ("film/luma_reel.mp4", 0.0, ""), 80.0)], 79.7)


def ordinary(folder: Path, minutes: float) -> Footage:
    """A film of ordinary cutting: shots of four seconds, with people in two of three."""
    threes = zip(cycle(PEOPLE[::2]), cycle(PEOPLE[1::2]), cycle(EMPTY), strict=False)
    sources = islice((source for three in threes for source in three), round(60 * minutes / SHOT_SECONDS))
    parts = [_part(folder, source) for source in sources]
    return _packaged(folder, f"ordinary-{minutes:g}", parts, SHOT_SECONDS * len(parts))


def empty(folder: Path, seconds: float) -> Footage:
    """A film with nobody in it."""
    parts = [_part(folder, source) for source in islice(cycle(EMPTY), round(seconds / SHOT_SECONDS))]
    return _packaged(folder, "empty", parts, SHOT_SECONDS * len(parts))


def _part(folder: Path, source: Source) -> str:
    """A shot of an ordinary film; one that is there already is not made again."""
    clip, start, filters = source
    return _shot(folder, f"{Path(clip).stem}-{start:g}-{len(filters)}", source, SHOT_SECONDS)


def _shot(folder: Path, name: str, source: Source, seconds: float) -> str:
    """Encode a stretch of a clip in both sizes, with key frames as our renditions have them; returns its name."""
    clip, start, filters = source
    command = ["-ss", str(start), "-t", str(seconds), "-i", str(DATA / clip)]
    for size, (width, height) in SIZES.items():
        out = folder / f"{name}-{size}.mp4"
        if out.exists():
            return name
        shape = f"{filters}scale={width}:{height}:force_original_aspect_ratio=increase,crop={width}:{height},fps={RATE}"
        words = "-an -c:v libx264 -preset veryfast -crf 23 -pix_fmt yuv420p -sc_threshold 40 -keyint_min 1"
        words += " -force_key_frames expr:gte(t,n_forced*2)"
        command += ["-vf", shape, *words.split(), str(out)]
    _ffmpeg(command)
    return name


def _packaged(folder: Path, name: str, parts: Sequence[str], seconds: float) -> Footage:
    """Shots behind each other, copied into one file a rendition with a playlist beside it."""
    for size in SIZES:
        listed = folder / f"{name}-{size}.txt"
        listed.write_text("".join(f"file '{part}-{size}.mp4'\n" for part in parts), encoding="utf-8")
        words = "-c copy -f hls -hls_time 4 -hls_list_size 0 -hls_playlist_type vod -hls_segment_type fmp4"
        words += " -hls_flags independent_segments+single_file -hls_segment_filename"
        out = [str(folder / f"{name}-{size}.m4s"), str(folder / f"{name}-{size}.m3u8")]
        _ffmpeg(["-f", "concat", "-safe", "0", "-i", str(listed), *words.split(), *out])
    return Footage(folder / f"{name}-small.m4s", folder / f"{name}-large.m4s", seconds)


def _ffmpeg(words: Sequence[str]) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *words]
    subprocess.run(command, check=True, timeout=1800)  # noqa: S603 - an argument list of our own
