"""Looks into a film file before anything is done with it. Worker and upload path only: imports PyAV lazily."""

from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playback.colours import tags_of
from playback.shapes import Shape, first_shape, pixel_aspect
from playback.streams import Mark, Picture, Sound, Text, chapters, picture, picture_stream, sounds, texts
from trendflix.errors import UserError

PROTOCOLS = {"protocol_whitelist": "file"}
DECODE_TRIES = 400
SMALLEST_SIDE = 16
RAW = ("mpegvideo", "h264", "hevc", "m4v", "vc1", "av1", "obu", "dirac", "cavsvideo")
"""Streams without a container; what is guessed of their length is far off."""
STILL_SECONDS = 5.0
"""How long a film of one frame is shown, where no sound runs longer."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What a film file holds. Sizes are as displayed: rotation and pixel aspect ratio applied."""

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

    def as_json(self) -> dict[str, Any]:
        """For the row."""
        return asdict(self)


def probe(path: Path, name: str, *, max_bytes: int, max_seconds: float) -> Probe:
    """Read a film's shape; ``name`` is what people call the file.

    Raises ``UserError`` with one line where it is empty, too large, no video, encrypted, truncated, or too long.
    """
    size = path.stat().st_size
    if size == 0:
        raise UserError(f"{name}: the file is empty.")
    if size > max_bytes:
        raise UserError(f"{name}: {size / 2**30:.1f} GiB is more than the {max_bytes / 2**30:.1f} GiB allowed.")
    found = _open(path, name)
    if found.duration > max_seconds:
        raise UserError(f"{name}: {found.duration / 3600:.1f} h is longer than the {max_seconds / 3600:.1f} h allowed.")
    if min(found.width, found.height) < SMALLEST_SIDE:
        raise UserError(f"{name}: {found.width}×{found.height} is too small to watch.")
    return found


def _open(path: Path, name: str) -> Probe:
    import av

    try:
        with av.open(str(path), options=PROTOCOLS) as container:
            return _read(path, container, name)
    except av.error.PermissionError as error:
        raise UserError(f"{name}: the file cannot be read or is encrypted.") from error
    except av.error.FFmpegError as error:
        raise UserError(f"{name}: no video that can be read ({error.strerror or 'damaged'}).") from error


def _read(path: Path, container: Any, name: str) -> Probe:
    stream = picture_stream(container)
    if stream is None:
        raise UserError(f"{name}: holds no video stream.")
    if stream.codec_context is None:
        raise UserError(f"{name}: the video's codec is not known.")
    declared = tags_of(stream.codec_context)
    frame = _first_frame(container, stream, name)
    film = picture(container, stream, frame, declared)
    duration = _duration(container, stream)
    if film.still:
        duration = max(duration, STILL_SECONDS)
    if duration <= 0:
        raise UserError(f"{name}: holds no picture that lasts.")
    if not film.still:
        _ending_check(container, stream, duration, name)
    rotation = int(getattr(frame, "rotation", 0) or 0) % 360
    shape = _shape(path, stream, frame)
    width, height = shape.shown
    tracks = sounds(container)
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
        chapters=chapters(container, duration),
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
    raise UserError(f"{name}: not one frame can be decoded; the file is damaged or encrypted.")


def _duration(container: Any, stream: Any) -> float:
    if container.format.name in RAW:
        return _last_timestamp(container, stream)
    if container.duration and container.duration > 0:
        return float(container.duration / 1_000_000)
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return _last_timestamp(container, stream)


def _last_timestamp(container: Any, stream: Any) -> float:
    """For containers that do not say how long they are: read every packet's time, decode none."""
    import av

    with suppress(av.error.FFmpegError, OSError):  # some cannot go back; what was read already does not come last
        container.seek(0)
    return _latest(container, stream)


def _latest(container: Any, stream: Any) -> float:
    """Latest end of the packets from here on, seconds; what breaks off ends there."""
    import av

    last = 0.0
    try:
        for packet in container.demux(stream):
            if packet.pts is not None and packet.size:
                last = max(last, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    except av.error.InvalidDataError:
        pass
    return last


def _ending_check(container: Any, stream: Any, duration: float, name: str) -> None:
    """A file cut short says a length that its last key frame is far from."""
    import av

    if duration < 4:
        return
    try:
        container.seek(int(duration * 0.9 * 1_000_000), backward=True)
        late = _latest(container, stream) or _last_timestamp(container, stream)
    except (av.error.FFmpegError, EOFError):
        return  # some containers cannot seek; packaging will read them from the front
    start = float((stream.start_time or 0) * stream.time_base)
    if late and late - start < duration * 0.75:
        raise UserError(f"{name}: says {duration:.0f} s but ends after {late - start:.0f} s; the file is cut short.")
