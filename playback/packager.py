"""Makes HLS out of a film: all in one run of ffmpeg, and part by part where that fails."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from playback import ffmpeg, fragments
from playback.encode import SOUND_RATE, Film, hls_command
from playback.ladder import Quality, Rendition
from playback.playlist import master_playlist, media_playlist
from playback.streams import Sound
from trendflix.errors import UserError

Report = Callable[[float], None]
FIRST_MINUTES = 600.0
SLOWEST = 60.0
"""Time limit as a multiple of the film's length, on top of ten minutes."""


@dataclass
class Made:
    """What a packaging holds: rungs and sounds in the order of their files, and what could not be made, and why."""

    rungs: list[Rendition] = field(default_factory=list)
    sounds: list[Sound] = field(default_factory=list)
    failed: list[dict[str, str]] = field(default_factory=list)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """For the file beside the playlists, and the rows."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of a film, and where."""

    film: Film
    rungs: list[Rendition]
    sounds: list[Sound]
    quality: Quality
    out: Path

    @property
    def limit(self) -> float:
        """Seconds that ffmpeg may take."""
        return FIRST_MINUTES + SLOWEST * self.film.seconds

    def run(self, rungs: list[tuple[str, Rendition]], sounds: list[tuple[str, Sound]], report: Report) -> None:
        """Encode the named parts. Raises ``UserError`` where ffmpeg fails or leaves one of them empty."""
        command = hls_command(ffmpeg.binary(), self.film, self.out, rungs, sounds, self.quality)
        ffmpeg.run(command, self.film.seconds, report, limit=self.limit)
        for name in [name for name, _ in (*rungs, *sounds)]:
            if media_playlist(self.out / f"{name}.m3u8") is None:
                raise UserError(f"ffmpeg left {name} empty.")

    def clear(self, name: str = "*") -> None:
        """Remove what a failed run left."""
        for path in (*self.out.glob(f"{name}.m3u8*"), *self.out.glob(f"{name}.m4s*")):
            path.unlink(missing_ok=True)


def hls_make(order: Order, report: Report) -> Made:
    """Write ``master.m3u8``, ``0.m3u8`` and ``0.m4s`` for the smallest rung and so on, ``audio0.m3u8`` … into a folder.

    What cannot be encoded is left out and noted. Raises ``UserError`` where no picture could be made at all, and
    ``TooSlow`` where ffmpeg had to be stopped.
    """
    made = _in_one_run(order, report)
    if not made.rungs:
        raise UserError(made.failed[0]["error"])
    rungs = [(str(number), rung) for number, rung in enumerate(made.rungs)]
    sounds = [(f"audio{number}", sound) for number, sound in enumerate(made.sounds)]
    start = fragments.first_time(order.out / f"{rungs[-1][0]}.m4s")
    for name, _ in sounds:
        fragments.delay(order.out / f"{name}.m4s", round(start * SOUND_RATE))
    lists = [media_playlist(order.out / f"{name}.m3u8") for name, _ in (*rungs, *sounds)]
    made.seconds = max(found.seconds for found in lists if found)
    master = master_playlist(order.out, rungs, sounds, order.film.look.rate)
    (order.out / "master.m3u8").write_text(master, encoding="utf-8")
    return made


def _in_one_run(order: Order, report: Report) -> Made:
    rungs = [(str(number), rung) for number, rung in enumerate(order.rungs)]
    sounds = [(f"audio{number}", sound) for number, sound in enumerate(order.sounds)]
    try:
        order.run(rungs, sounds, report)
    except ffmpeg.TooSlow:
        raise
    except UserError as error:
        order.clear()
        if len(rungs) + len(sounds) == 1:
            return Made(failed=[{"part": part_name(order.rungs[0]), "error": str(error)}])
        return _part_by_part(order, report)
    return Made(list(order.rungs), list(order.sounds))


def _part_by_part(order: Order, report: Report) -> Made:
    """Encode one part after another, each named by its place among those that came out."""
    made, count = Made(), len(order.rungs) + len(order.sounds)
    for number, rung in enumerate(order.rungs):
        name = str(len(made.rungs))
        if _tried(order, made, name, [(name, rung)], [], _share(report, number, count)):
            made.rungs.append(rung)
    for number, sound in enumerate(order.sounds, len(order.rungs)):
        name = f"audio{len(made.sounds)}"
        if _tried(order, made, name, [], [(name, sound)], _share(report, number, count)):
            made.sounds.append(sound)
    return made


def _tried(
    order: Order,
    made: Made,
    name: str,
    rungs: list[tuple[str, Rendition]],
    sounds: list[tuple[str, Sound]],
    report: Report,
) -> bool:
    """Encode one part; where that fails, clear it away and note why."""
    try:
        order.run(rungs, sounds, report)
    except ffmpeg.TooSlow:
        raise
    except UserError as error:
        order.clear(name)
        part = part_name(rungs[0][1] if rungs else sounds[0][1])
        made.failed.append({"part": part, "error": str(error)})
        return False
    return True


def _share(report: Report, number: int, count: int) -> Report:
    """Progress of one of several parts as progress of the whole."""
    return lambda part: report((number + part) / count)


def part_name(part: Rendition | Sound) -> str:
    """What people call a part: ``720p``, ``sound in stream 2 (de)``."""
    if isinstance(part, Rendition):
        return f"{min(part.width, part.height)}p"
    return f"sound in stream {part.index}" + (f" ({part.language})" if part.language else "")
