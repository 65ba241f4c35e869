"""Makes HLS out of a film: all in one run of ffmpeg, and part by part where that fails."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.utils.translation import gettext

from playback.media import ffmpeg, fragments
from playback.media.clock import clock
from playback.media.encode import SOUND_RATE, Film, picture_command, plain_sound_command, sound_command
from playback.media.filters import look_at
from playback.media.ladder import Quality, Rendition
from playback.media.notes import HELD
from playback.media.playlist import master_playlist, media_playlist
from playback.media.probe import Probe
from playback.media.streams import Sound, sound_part
from trendflix.core.errors import UserError

Report = Callable[[float], None]
Part = TypeVar("Part")
Named = list[tuple[str, Part]]
FIRST_MINUTES = 600.0
SLOWEST = 60.0
"""Time limit as a multiple of the film's length, on top of ten minutes."""
PICTURE_SHARE = 0.95
"""Part of the work that is the picture's."""
MAX_MISSING = 0.5
"""Seconds by which the picture may end before the sound."""
CUT = 0.5
"""A film that ends within so many seconds of the limit was cut there."""


@dataclass
class Made:
    """What a packaging holds: rungs and sounds in the order of their files; what could not be made, and why; notes."""

    rungs: list[Rendition] = field(default_factory=list)
    sounds: list[Sound] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """For the file beside the playlists, and the rows."""
        return asdict(self)


def film_of(source: Path, found: Probe) -> Film:
    """A film to encode: looks at its first frames and its key frames, and reads all its packets' times."""
    measured = clock(source, found.picture.index, tuple(sound.index for sound in found.sounds))
    look = look_at(source, found, measured)
    return Film(source, found.picture.index, look, measured.seconds or found.duration, measured)


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

    def pictures(self, rungs: Named[Rendition], report: Report, hold: float = 0.0) -> float:
        """Encode the named rungs and return their length in seconds; ``hold`` is for how long the last frame stays.

        Raises ``UserError`` where ffmpeg fails or leaves one of them empty, and ``TooSlow`` where one runs on.
        """
        command = picture_command(ffmpeg.binary(), self.film, self.out, rungs, self.quality, hold=hold)
        ffmpeg.run(command, self.film.seconds, report, limit=self.limit)
        seconds = self._made([name for name, _ in rungs])
        if seconds > self.film.limit - CUT:
            raise ffmpeg.TooSlow(
                f"The film runs on after {seconds:.0f} s; it was measured as {self.film.seconds:.0f} s."
            )
        return seconds

    def voices(self, sounds: Named[Sound], seconds: float, report: Report) -> None:
        """Encode the named sounds to a length. Raises ``UserError`` where ffmpeg fails or leaves one of them empty."""
        source = plain_sound_command(ffmpeg.binary(), self.film, [sound for _, sound in sounds])
        command = sound_command(ffmpeg.binary(), self.out, [name for name, _ in sounds], seconds)
        ffmpeg.run(command, seconds, report, limit=self.limit, source=source)
        self._made([name for name, _ in sounds])

    def _made(self, names: list[str]) -> float:
        lists = {name: media_playlist(self.out / f"{name}.m3u8") for name in names}
        empty = next((name for name, found in lists.items() if found is None), None)
        if empty is not None:
            raise UserError(gettext("ffmpeg left %(empty)s empty.") % {"empty": empty})
        return max(found.seconds for found in lists.values() if found)

    def clear(self, name: str = "*") -> None:
        """Remove what a failed run left."""
        for path in (*self.out.glob(f"{name}.m3u8*"), *self.out.glob(f"{name}.m4s*")):
            path.unlink(missing_ok=True)


def hls_make(order: Order, report: Report) -> Made:
    """Write ``master.m3u8``, ``0.m3u8`` and ``0.m4s`` for the smallest rung and so on, ``audio0.m3u8`` … into a folder.

    All are of one length: the last frame is held where sound is longer, and silence follows sound that ends early.
    What cannot be encoded is left out and noted. Raises ``UserError`` where no picture could be made at all, and
    ``TooSlow`` where ffmpeg had to be stopped.
    """
    made = Made()
    share = PICTURE_SHARE if order.sounds else 1.0
    _pictures(order, made, lambda part: report(share * part))
    if not made.rungs:
        raise UserError(made.failed[0]["error"])
    _sounds(order, made, lambda part: report(share + (1 - share) * part))
    rungs = [(str(number), rung) for number, rung in enumerate(made.rungs)]
    sounds = [(f"audio{number}", sound) for number, sound in enumerate(made.sounds)]
    start = fragments.first_time(order.out / f"{rungs[-1][0]}.m4s")
    for name, _ in sounds:
        fragments.delay(order.out / f"{name}.m4s", round(start * SOUND_RATE))
    master = master_playlist(order.out, rungs, sounds, order.film.look.rate)
    (order.out / "master.m3u8").write_text(master, encoding="utf-8")
    return made


def _pictures(order: Order, made: Made, report: Report) -> None:
    """Encode the rungs in one run, or one by one where that fails; once more where the picture broke off early."""
    hold = order.film.clock.hold
    _pictures_once(order, made, report, hold)
    missing = max(order.film.clock.sound_ends, default=0.0) - made.seconds
    if made.rungs and missing > MAX_MISSING:
        made.notes.append(HELD % {"seconds": f"{made.seconds - hold:.0f}"})
        order.clear()
        made.rungs.clear()
        _pictures_once(order, made, report, hold + missing)


def _pictures_once(order: Order, made: Made, report: Report, hold: float) -> None:
    rungs = [(str(number), rung) for number, rung in enumerate(order.rungs)]
    try:
        made.seconds = order.pictures(rungs, report, hold)
        made.rungs = list(order.rungs)
    except ffmpeg.TooSlow:
        raise
    except UserError as error:
        order.clear()
        if len(rungs) == 1:
            made.failed.append({"part": part_name(order.rungs[0]), "error": str(error)})
            return
        for number, rung in enumerate(order.rungs):
            _picture(order, made, rung, _share(report, number, len(rungs)), hold)


def _picture(order: Order, made: Made, rung: Rendition, report: Report, hold: float) -> None:
    """Encode one rung, named by its place among those that came out; where that fails, note why."""
    name = str(len(made.rungs))
    try:
        made.seconds = max(made.seconds, order.pictures([(name, rung)], report, hold))
        made.rungs.append(rung)
    except ffmpeg.TooSlow:
        raise
    except UserError as error:
        order.clear(name)
        made.failed.append({"part": part_name(rung), "error": str(error)})


def _sounds(order: Order, made: Made, report: Report) -> None:
    """Encode the sounds in one run, or one by one where that fails, to the length of the picture."""
    if not order.sounds:
        return
    try:
        sounds = [(f"audio{number}", sound) for number, sound in enumerate(order.sounds)]
        order.voices(sounds, made.seconds, report)
        made.sounds = list(order.sounds)
    except ffmpeg.TooSlow:
        raise
    except UserError as error:
        order.clear("audio*")
        if len(order.sounds) == 1:
            made.failed.append({"part": part_name(order.sounds[0]), "error": str(error)})
            return
        for number, sound in enumerate(order.sounds):
            _sound(order, made, sound, _share(report, number, len(order.sounds)))


def _sound(order: Order, made: Made, sound: Sound, report: Report) -> None:
    """Encode one sound, named by its place among those that came out; where that fails, note why."""
    name = f"audio{len(made.sounds)}"
    try:
        order.voices([(name, sound)], made.seconds, report)
        made.sounds.append(sound)
    except ffmpeg.TooSlow:
        raise
    except UserError as error:
        order.clear(name)
        made.failed.append({"part": part_name(sound), "error": str(error)})


def _share(report: Report, number: int, count: int) -> Report:
    """Progress of one of several parts as progress of the whole."""
    return lambda part: report((number + part) / count)


def part_name(part: Rendition | Sound) -> str:
    """What people call a part: ``720p``, ``sound in stream 2 (de)``."""
    if isinstance(part, Rendition):
        return f"{min(part.width, part.height)}p"
    return sound_part(part.index, part.language)
