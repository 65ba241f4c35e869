"""Looks into a film file before anything is done with it. Worker and upload path only: imports PyAV lazily."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext

from playback.media.clock import Clock, clock, is_discontinuous, packets_clock, start_time
from playback.media.colours import tags_of
from playback.media.inputs import film_open
from playback.media.notes import CUT
from playback.media.shapes import Shape, first_shape, pixel_aspect
from playback.media.streams import (
    Mark,
    Picture,
    Sound,
    Text,
    chapters,
    language,
    picture,
    picture_stream,
    sound_part,
    sounds,
    texts,
)
from trendflix.core.errors import UserError

DECODE_TRIES = 400
MIN_SIDE = 16
RAW = ("mpegvideo", "h264", "hevc", "m4v", "vc1", "av1", "obu", "dirac", "cavsvideo")
"""Streams without a container; what is guessed of their length is far off."""
MAX_SCANNED_BYTES = 256 * 2**20
"""All packets of a smaller file are read; of a larger one the last, unless they contradict its header."""
MIN_MISSING, MISSING_PART = 2.0, 0.02
"""Seconds, and part of the length, by which a header may be wrong without a word."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A part of the file that cannot be packaged, as people call it, and why."""

    part: str
    error: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What a film file holds. Sizes are as displayed: rotation and pixel aspect ratio applied.

    ``duration`` is the length of its picture, or of its sound where that is longer, in seconds. ``notes`` are sentences
    for people on what is wrong with the file.
    """

    duration: float
    width: int
    height: int
    frame_rate: float
    has_audio: bool
    rotation: int
    container: str
    video_codec: str
    audio_codec: str
    picture: Picture = Picture()
    shape: Shape = Shape(0.0, 0, 0, 1.0)
    sounds: tuple[Sound, ...] = ()
    texts: tuple[Text, ...] = ()
    chapters: tuple[Mark, ...] = ()
    lost: tuple[Lost, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For the row."""
        return asdict(self)


def probe(path: Path, name: str, *, max_bytes: int, max_seconds: float) -> Probe:
    """Read a film's shape; ``name`` is what people call the file.

    Raises ``UserError`` with one line where it is empty, too large, no video, encrypted, truncated, or too long.
    """
    size = path.stat().st_size
    if size == 0:
        raise UserError(gettext("%(name)s: the file is empty.") % {"name": name})
    if size > max_bytes:
        raise UserError(
            gettext("%(name)s: %(size)s GiB is more than the %(limit)s GiB allowed.")
            % {"name": name, "size": number_format(size / 2**30, 1), "limit": number_format(max_bytes / 2**30, 1)}
        )
    found = _open(path, name)
    if found.duration > max_seconds:
        raise UserError(
            gettext("%(name)s: %(duration)s h is longer than the %(limit)s h allowed.")
            % {
                "name": name,
                "duration": number_format(found.duration / 3600, 1),
                "limit": number_format(max_seconds / 3600, 1),
            }
        )
    if min(found.width, found.height) < MIN_SIDE:
        raise UserError(
            gettext("%(name)s: %(width)s×%(height)s is too small to watch.")
            % {"name": name, "width": found.width, "height": found.height}
        )
    return found


def _open(path: Path, name: str) -> Probe:
    import av

    try:
        with film_open(path) as container:
            return _read(path, container, name)
    except av.error.PermissionError as error:
        raise UserError(gettext("%(name)s: the file cannot be read or is encrypted.") % {"name": name}) from error
    except av.error.FFmpegError as error:
        raise UserError(
            gettext("%(name)s: no video that can be read (%(reason)s).")
            % {"name": name, "reason": error.strerror or "damaged"}
        ) from error


def _read(path: Path, container: Any, name: str) -> Probe:
    stream = picture_stream(container)
    if stream is None:
        raise UserError(gettext("%(name)s: holds no video stream.") % {"name": name})
    if stream.codec_context is None:
        raise UserError(gettext("%(name)s: the video's codec is not known.") % {"name": name})
    _pixels_check(stream.codec_context, name)
    declared = tags_of(stream.codec_context)
    frame = _first_frame(container, stream, name)
    film = picture(container, stream, frame, declared)
    tracks = sounds(container)
    measured = _clock(path, container, stream, tracks)
    duration = measured.seconds
    if duration <= 0:
        raise UserError(gettext("%(name)s: holds no picture that lasts.") % {"name": name})
    rotation = int(getattr(frame, "rotation", 0) or 0) % 360
    shape = _shape(path, stream, frame)
    width, height = shape.shown
    codecs = {track.index: container.streams[track.index].codec_context.name for track in tracks}
    return Probe(
        duration=duration,
        width=height if rotation % 180 else width,
        height=width if rotation % 180 else height,
        frame_rate=float(stream.average_rate or stream.guessed_rate or 0),
        has_audio=bool(tracks),
        rotation=rotation,
        container=container.format.name,
        video_codec=stream.codec_context.name,
        audio_codec=codecs[tracks[0].index] if tracks else "",
        picture=film,
        shape=shape,
        sounds=tracks,
        texts=texts(container),
        chapters=chapters(container, duration, start_time(container)),
        lost=_lost_sounds(container, tracks),
        notes=_notes(_claim(container, stream, tracks), measured),
    )


def _pixels_check(codec: Any, name: str) -> None:
    """Raise ``UserError`` for frames that are too large, before one is decoded."""
    if codec.width * codec.height > settings.FILM_MAX_PIXELS:
        raise UserError(
            gettext("%(name)s: frames of %(width)s×%(height)s are larger than this site takes.")
            % {"name": name, "width": codec.width, "height": codec.height}
        )


def _shape(path: Path, stream: Any, frame: Any) -> Shape:
    """The first frame's shape, as ffmpeg will crop it."""
    shape = first_shape(path, stream.index)
    return shape or Shape(0.0, frame.width, frame.height, pixel_aspect(float(stream.sample_aspect_ratio or 0)))


def _first_frame(container: Any, stream: Any, name: str) -> Any:
    import av

    for tried, packet in enumerate(container.demux(stream)):
        try:
            for frame in packet.decode():
                return frame
        except av.error.InvalidDataError:
            pass
        if tried > DECODE_TRIES:
            break
    raise UserError(
        gettext("%(name)s: not one frame can be decoded; the file is damaged or encrypted.") % {"name": name}
    )


def _lost_sounds(container: Any, found: tuple[Sound, ...]) -> tuple[Lost, ...]:
    """The audio streams that no decoder knows."""
    known = {sound.index for sound in found}
    lost = [stream for stream in container.streams.audio if stream.index not in known and stream.codec_context is None]
    return tuple(
        Lost(sound_part(stream.index, language(stream)), "its codec is not known; the film plays without it.")
        for stream in lost
    )


def _clock(path: Path, container: Any, stream: Any, found: tuple[Sound, ...]) -> Clock:
    """When picture and sound end: from the last packets where the length is plausible, else from all of them."""
    sounds = tuple(sound.index for sound in found)
    claim = float(container.duration or 0) / 1_000_000
    if path.stat().st_size > MAX_SCANNED_BYTES and claim > 0 and not is_discontinuous(container):
        late = _tail(container, stream.index, sounds, claim)
        if abs(late.seconds - claim) < _tolerance(claim):
            return late
    return clock(path, stream.index, sounds)


def _tail(container: Any, index: int, sounds: tuple[int, ...], claim: float) -> Clock:
    """The clock over the last tenth of a film; without times where the container cannot be searched."""
    import av

    try:
        container.seek(round((start_time(container) + 0.9 * claim) * 1_000_000), backward=True)
        return packets_clock(container, index, sounds)
    except (av.error.FFmpegError, OSError):
        return Clock()


def _tolerance(seconds: float) -> float:
    """By how much a length may be off before it counts as wrong."""
    return max(MIN_MISSING, MISSING_PART * seconds)


def _claim(container: Any, stream: Any, found: tuple[Sound, ...]) -> float:
    """The length that the file says its picture and sound have, as written in it; 0 where it is only guessed."""
    if container.format.name in RAW or is_discontinuous(container):
        return 0.0
    streams = [stream, *(container.streams[sound.index] for sound in found)]
    own = [float(one.duration * one.time_base) for one in streams if one.duration and one.time_base]
    return max(own) if len(own) == len(streams) else float(container.duration or 0) / 1_000_000


def _notes(claim: float, measured: Clock) -> tuple[str, ...]:
    """What to tell of a file that ends before it says: a download cut short, or a wrong header."""
    end = max(measured.last_end, measured.seconds)  # some containers count their length from zero, not from their start
    if not claim or claim - end < _tolerance(claim):
        return ()
    return (CUT % {"claim": f"{claim:.0f}", "end": f"{measured.seconds:.0f}"},)
