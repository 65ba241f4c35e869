"""Measures how long a film is from the times of its packets, without decoding any.

What a container says of its length may be wrong, and clocks jump where recordings were joined or interrupted: a clock
that goes back, or that leaps forward in every stream at once, is a jump, and ``Clock.jumps`` says by how much to move
what follows. Streams come to a jump one after another; ffmpeg's own correction (``ts_discontinuity_detect`` in its
``ffmpeg_demux.c``) moves all of them with the first, which tears holes, so it is switched off when films are encoded.
Imports PyAV lazily.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playback.media.inputs import film_open

TS_DISCONT = 0x0200
"""Flag of libavformat's demuxers for containers whose clock may jump."""
MAX_GAP = 10.0
"""Seconds without a packet in any stream that count as a jump, as by default in ffmpeg (``-dts_delta_threshold``)."""
MAX_SILENT_GAP = 300.0
"""The same where there is no sound: recordings of a screen hold a frame for as long as nothing moves."""
MIN_RESTART = 0.5
MAX_DISAGREEMENT = 0.1
MAX_JUMPS = 500
STILL_SECONDS = 5.0
"""How long a file of one frame and no sound is shown."""
MAX_FRAME = 1.0
"""A longer packet tells nothing of when the next one is due: MP4 writes a jump as the length of the packet before."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When a film's streams end, in seconds from the start of the file, jumps taken out.

    ``sound_ends`` has one end for each stream that was asked for and has packets. ``jumps`` are the seconds to add to
    what comes after the first, second … jump; ``leap`` is the least jump forward, 0 where there is none. ``last_end``
    is the latest end of any stream, as written in the file; ``frames`` counts the picture's packets.
    """

    picture_end: float = 0.0
    sound_ends: tuple[float, ...] = ()
    jumps: tuple[float, ...] = ()
    leap: float = 0.0
    last_end: float = 0.0
    frames: int = 0

    @property
    def seconds(self) -> float:
        """How long the film is: until the picture and the last sound have ended."""
        still = STILL_SECONDS if self.frames == 1 and not self.sound_ends else 0.0
        return max(self.picture_end, still, *self.sound_ends)

    @property
    def hold(self) -> float:
        """Seconds for which the last frame is shown on: sound outlasts the picture, or there is no other frame."""
        return self.seconds - self.picture_end


@dataclass(slots=True)
class _Track:
    """What was read of one stream.

    The last packet's decoding time and usual duration, the jumps passed, and the end of what is presented last.
    """

    last: float = 0.0
    usual: float = 0.0
    passed: int = 0
    shown: float = float("-inf")
    end: float = 0.0

    @property
    def due(self) -> float:
        """When the next packet should be decoded."""
        return self.last + self.usual

    def take(self, decoded: float | None, shown: float, duration: float) -> None:
        """Take in a packet; the last one presented says when the stream ends."""
        if decoded is not None:
            self.last = decoded
            self.usual = duration if duration <= MAX_FRAME else self.usual
        if shown >= self.shown:
            self.shown, self.end = shown, shown + duration


class _Following:
    """Follows the packets of a container in their order; each stream counts the jumps that it has passed.

    Where the picture and sound disagree by a packet on how far a clock jumped, the picture is believed.
    """

    def __init__(self, picture: int) -> None:
        self.picture = picture
        self.jumps: list[float] = []
        self.leaps: list[float] = []
        self.tracks: dict[int, _Track] = {}

    def take(self, index: int, shown: float, decoded: float | None, duration: float) -> None:
        """Follow a packet of stream ``index``, whose times and duration these are, in seconds."""
        track = self.tracks.get(index)
        if track is None:
            track = self.tracks[index] = _Track()
        elif decoded is not None:
            self._jump(index, track, decoded + self._offset(track))
        offset = self._offset(track)
        track.take(None if decoded is None else decoded + offset, shown + offset, duration)

    def _offset(self, track: _Track) -> float:
        return self.jumps[track.passed - 1] if track.passed else 0.0

    def _jump(self, index: int, track: _Track, time: float) -> None:
        """Pass a jump, if the time of the next packet shows one."""
        back = time < track.last - MIN_RESTART
        if not back and time - track.due <= MAX_GAP:
            return
        offset = self._offset(track) + track.due - time
        if track.passed == len(self.jumps):
            if len(self.jumps) == MAX_JUMPS or not (back or self._is_leap(track, time)):
                return
            self.jumps.append(offset)
            self.leaps += [] if back else [time - track.due]
        elif index == self.picture and abs(offset - self.jumps[track.passed]) < MAX_DISAGREEMENT:
            self.jumps[track.passed] = offset
        track.passed += 1

    def _is_leap(self, track: _Track, time: float) -> bool:
        """Whether all streams that still ran have nothing up to ``time``."""
        others = [one for one in self.tracks.values() if one is not track and one.last > track.last - MAX_GAP]
        limit = MAX_GAP if others else MAX_SILENT_GAP
        return time - track.due > limit and all(time - one.due > limit for one in others)


def clock(path: Path, index: int, sounds: tuple[int, ...]) -> Clock:
    """Read all packets of a film file; ``index`` is its video stream, ``sounds`` are its audio streams.

    What breaks off ends there.
    """

    with film_open(path) as container:
        return packets_clock(container, index, sounds)


def packets_clock(container: Any, index: int, sounds: tuple[int, ...]) -> Clock:
    """The same from where an open container stands."""
    import av

    start, stream = start_time(container), container.streams[index]
    scan = _Following(index)
    last_end, frames = 0.0, 0
    with suppress(av.error.FFmpegError, EOFError):
        for packet in container.demux():
            if not packet.size:
                continue
            frames += packet.stream.index == index
            if packet.dts is None and packet.pts is None:
                continue
            shown, duration = _seconds(packet, stream)
            last_end = max(last_end, shown + duration)
            if packet.stream.index in (index, *sounds):
                decoded = None if packet.dts is None else float(packet.dts * packet.time_base)
                scan.take(packet.stream.index, shown, decoded, duration)
    return Clock(
        picture_end=_picture_end(scan.tracks.get(index), start, frames, _frame(stream)),
        sound_ends=tuple(scan.tracks[sound].end - start for sound in sounds if sound in scan.tracks),
        jumps=tuple(scan.jumps),
        leap=min(scan.leaps, default=0.0),
        last_end=last_end,
        frames=frames,
    )


def _picture_end(track: _Track | None, start: float, frames: int, usual: float) -> float:
    """When the picture ends; a single frame is shown from the start, as many as have no times one after another."""
    if track is None:
        return frames * usual
    return track.end - (track.shown if frames == 1 else start)


def is_discontinuous(container: Any) -> bool:
    """Whether the container's length is guessed from its first and last times, and its clock may jump."""
    return bool(int(container.format.flags) & TS_DISCONT)


def start_time(container: Any) -> float:
    """When the file's clock starts, seconds; ffmpeg subtracts it from all times."""
    return float(container.start_time or 0) / 1_000_000


def _seconds(packet: Any, picture: Any) -> tuple[float, float]:
    """When a packet is shown and for how long."""
    shown = packet.dts if packet.pts is None else packet.pts
    duration = float((packet.duration or 0) * packet.time_base)
    if not duration and packet.stream.index == picture.index:
        duration = _frame(picture)
    return float(shown * packet.time_base), duration


def _frame(picture: Any) -> float:
    """How long a frame is shown on average; streams without a container have no other times."""
    rate = picture.average_rate or picture.guessed_rate
    return 1 / float(rate) if rate else 0.0
