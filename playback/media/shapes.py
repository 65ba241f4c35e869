"""Which shape a film's frames have, and where it changes: broadcasts go from 4:3 to 16:9 and back within one file.

ffmpeg puts the container's pixel aspect over that of every frame, so a change of it is found here, by decoding key
frames alone, and told to the filters by time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playback.media import ffmpeg
from playback.media.clock import MIN_RESTART, Clock, start_time
from playback.media.inputs import film_open, reading

MAX_ASPECT = 10.0
"""Pixels wider or narrower than this are taken for a mistake, and for square."""
MIN_CHANGE = 1.01
"""Shapes whose aspect ratios differ by less count as one."""
INTRA_STEP = 0.5
"""Seconds between the looked-at frames of a codec in which each frame is a key frame."""
SHOWN = re.compile(r"showinfo.* sar:(\d+)/(\d+) s:(\d+)x(\d+) ")


@dataclass(frozen=True, slots=True)
class Shape:
    """From ``start`` seconds on frames have this size in samples, each of which is ``aspect`` times as wide as high."""

    start: float
    width: int
    height: int
    aspect: float

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height in square pixels, before any rotation."""
        return round(self.width * self.aspect), self.height

    @property
    def ratio(self) -> float:
        """Width by height, as displayed."""
        return self.width * self.aspect / self.height


def first_shape(path: Path, index: int) -> Shape | None:
    """The shape of the first frame as ffmpeg hands it to filters, cropped as the container asks.

    PyAV knows nothing of such a crop (Matroska's PixelCrop, MP4's ``clap``). ``None`` where ffmpeg cannot say.
    """
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", "-noautorotate", *reading(path)]
    command += ["-map", f"0:{index}", "-frames:v", "1", "-vf", "showinfo=checksum=0"]
    found = SHOWN.search(ffmpeg.output_of([*command, "-f", "null", "-"]))
    if found is None:
        return None
    across, down, width, height = map(int, found.groups())
    return Shape(0.0, width, height, pixel_aspect(across / down if down else 0.0))


def pixel_aspect(aspect: float) -> float:
    """A pixel's width by its height; square where none is given or none that can be meant."""
    return aspect if 1 / MAX_ASPECT <= aspect <= MAX_ASPECT else 1.0


def shapes_of(path: Path, index: int, first: Shape, clock: Clock) -> tuple[Shape, ...]:
    """All shapes of a film in order, ``first`` being the one that it opens with; one where it never changes."""
    import av

    found = [first]
    try:
        with film_open(path) as container:
            for shape in _key_shapes(container, container.streams[index], first, clock):
                if _differs(shape, found[-1]):
                    found.append(shape)
    except (av.error.FFmpegError, OSError):
        pass  # what cannot be read further is packaged as far as it goes
    return tuple(found)


def _differs(one: Shape, other: Shape) -> bool:
    return (one.width, one.height) != (other.width, other.height) or not _agree(one.aspect, other.aspect)


def _key_shapes(container: Any, stream: Any, first: Shape, clock: Clock) -> Iterator[Shape]:
    """The shape at every key frame. A container that contradicts the first one is believed throughout."""
    context, said = stream.codec_context, float(stream.sample_aspect_ratio or 0)
    cut: tuple[int, int] | None = None
    for time, packet in _key_packets(container, stream, clock):
        if not _decoded(packet):
            continue
        aspect = float(context.sample_aspect_ratio or 0)
        if cut is None:
            cut, follows = (context.width - first.width, context.height - first.height), _agree(said, aspect)
        pixel = pixel_aspect(aspect) if follows and aspect else first.aspect
        yield Shape(time, context.width - cut[0], context.height - cut[1], pixel)


def _agree(container: float, stream: float) -> bool:
    """Whether a container's pixel aspect is the stream's, or not given."""
    return not container or abs(stream - container) < 0.001


def _key_packets(container: Any, stream: Any, clock: Clock) -> Iterator[tuple[float, Any]]:
    """(seconds on the film's clock, packet) of the key frames; of a codec that has no others, a few a second."""
    step, last = (INTRA_STEP if stream.codec_context.codec.intra_only else 0.0), float("-inf")
    for time, packet in _placed(container, stream, clock):
        if packet.is_keyframe and not (step and 0 <= time - last < step):
            last = time
            yield time, packet


def _placed(container: Any, stream: Any, clock: Clock) -> Iterator[tuple[float, Any]]:
    """(seconds, packet) of a stream, with the jumps of the clock taken out as ``encode.jumps_filter`` does."""
    start, passed = start_time(container), 0
    before: float | None = None
    leap = 0.9 * clock.leap if clock.leap else float("inf")
    for packet in container.demux(stream):
        if not packet.size:
            continue
        time = _time(packet, before, stream)
        if before is not None and (before - time > MIN_RESTART or time - before > leap):
            passed = min(passed + 1, len(clock.jumps))
        before = time
        yield time - start + (clock.jumps[passed - 1] if passed else 0.0), packet


def _time(packet: Any, before: float | None, stream: Any) -> float:
    """A packet's seconds; program streams give times to some packets only, so a frame after the one ``before``."""
    stamp = packet.dts if packet.pts is None else packet.pts
    if stamp is not None:
        return float(stamp * packet.time_base)
    rate = float(stream.average_rate or stream.guessed_rate or 25)
    return 0.0 if before is None else before + 1 / rate


def _decoded(packet: Any) -> bool:
    """Decode a key frame, so that the codec context tells its shape."""
    import av

    try:
        packet.decode()
    except av.error.FFmpegError:
        return False
    return True


def longest(shapes: tuple[Shape, ...], duration: float) -> Shape:
    """The shape in which most of the film is shown."""
    lasting: dict[tuple[int, int], float] = {}
    ends = [*(shape.start for shape in shapes[1:]), duration]
    for shape, end in zip(shapes, ends, strict=True):
        lasting[shape.shown] = lasting.get(shape.shown, 0.0) + max(0.0, end - shape.start)
    return max(shapes, key=lambda shape: lasting[shape.shown])


def aspect_over_time(shapes: tuple[Shape, ...], rate: float, value: str) -> str:
    """An ffmpeg expression in ``t`` for a shape's ``aspect`` or ``ratio``; ``rate`` is of frames a second."""
    words: list[str] = []
    before = 0.0
    for shape in shapes:
        now = float(getattr(shape, value))
        since = f"*gte(t,{shape.start - 0.5 / rate:.6f})" if words else ""
        if now != before:
            words.append(f"({now - before:.6f}){since}")
        before = now
    return "+".join(words)


def fit(width: int, height: int, ratio: str) -> str:
    """Filters that bring frames of any shape into one size, bars beside what is narrower or flatter.

    ``ratio`` is an expression for a frame's displayed width by height.
    """
    whole = width / height
    across = f"if(lt({ratio},{whole / MIN_CHANGE:.6f}),max(2,2*round({height}*({ratio})/2)),{width})"
    down = f"if(gt({ratio},{whole * MIN_CHANGE:.6f}),max(2,2*round({width}/({ratio})/2)),{height})"
    scaled = f"scale=w='{across}':h='{down}':eval=frame:flags=bicubic"
    return f"{scaled},pad={width}:{height}:(ow-iw)/2:(oh-ih)/2:eval=frame,setsar=1"
