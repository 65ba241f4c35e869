"""What the killed site works on: two short drawn films, one of them uploaded, and the drawn shop's feed."""

import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import imageio_ffmpeg

SIZE = "426:240"
SUBTITLES = "1\n00:00:00,200 --> 00:00:01,800\nSo I waited.\n"


@dataclass(frozen=True, slots=True)
class Material:
    """Files that were drawn once for all sites."""

    film: Path
    uploaded: Path
    feed: Path


def draw(folder: Path) -> Material:
    """Draw everything; some ten seconds of a processor."""
    from trendflix.demo import feed, film
    from trendflix.demo.story import LAST_FERRY, Film

    found = []
    for name, shots in (("film", LAST_FERRY.shots[1:3]), ("uploaded", LAST_FERRY.shots[2:4])):
        large = folder / f"{name}-large.mp4"
        short = tuple(replace(shot, seconds=1.5) for shot in shots)
        film.write(Film(name, name.capitalize(), short, LAST_FERRY.chord), large)
        found.append(_smaller(large, folder / f"{name}.mkv"))
    return Material(found[0], found[1], feed.write(folder))


def _smaller(large: Path, small: Path) -> Path:
    """The same with subtitles of its own, so that every stage has something to do."""
    lines = small.with_suffix(".srt")
    lines.write_text(SUBTITLES, encoding="utf-8")
    words = ["-v", "error", "-y", "-i", str(large), "-i", str(lines), "-vf", f"scale={SIZE}", "-c:s", "srt"]
    words += ["-c:v", "libx264", "-preset", "veryfast", "-c:a", "copy", str(small)]
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), *words], check=True, timeout=120)  # noqa: S603 - our own words
    large.unlink()
    return small
