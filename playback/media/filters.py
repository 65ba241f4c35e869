"""The picture's way from the source to a rung, as an ffmpeg filter graph.

ffmpeg itself turns rotated pictures upright before the first filter.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from playback.media import ffmpeg
from playback.media.clock import Clock
from playback.media.colours import OUT, Colours
from playback.media.inputs import reading
from playback.media.ladder import Rendition
from playback.media.probe import Probe
from playback.media.shapes import Shape, aspect_over_time, fit, longest, shapes_of
from playback.media.streams import Picture

TELEVISION = (480, 486, 576, 1080)
COMB_FRAMES = 300
COUNTS = re.compile(r"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Look:
    """What has to be done to every frame.

    ``width`` and ``height`` are what the film is shown in, in square pixels. ``deinterlace`` is empty, ``flagged`` or
    ``all``. ``shapes`` has more than one entry where the film's shape changes. ``turned`` pictures are rotated or
    mirrored by ffmpeg.
    """

    rate: float
    width: int = 0
    height: int = 0
    deinterlace: str = ""
    colours: Colours = Colours()
    shapes: tuple[Shape, ...] = ()
    turned: bool = False

    @property
    def changes(self) -> bool:
        """Whether frames of several shapes have to be brought into one."""
        return len(self.shapes) > 1


@dataclass(frozen=True, slots=True)
class Times:
    """What has to be done to the times of frames: a filter before all others, and how long the last frame is held."""

    hold: float = 0.0
    first: str = ""


def look_at(source: Path, found: Probe, clock: Clock) -> Look:
    """What a film's frames need. Decodes its key frames and some of its first frames."""
    picture = found.picture
    shapes: tuple[Shape, ...] = (found.shape,)
    deinterlace = "flagged" if picture.interlaced else "all" if is_combed(source, picture, found.height) else ""
    if not picture.turned:
        shapes = shapes_of(source, picture.index, found.shape, clock)
    width, height = longest(shapes, clock.picture_end).shown if len(shapes) > 1 else (found.width, found.height)
    return Look(picture.rate, width, height, deinterlace, picture.colours, shapes, picture.turned)


@cache
def can_tone_map() -> bool:
    """Whether this ffmpeg has the filters; without them high dynamic range comes out pale."""
    return {"zscale", "tonemap"} <= ffmpeg.filters()


def is_combed(source: Path, picture: Picture, height: int) -> bool:
    """Whether a film's first frames are interlaced though they do not say so; asked of television's heights alone."""
    if picture.interlaced or height not in TELEVISION:
        return False
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", *reading(source)]
    command += ["-map", f"0:{picture.index}", "-frames:v", str(COMB_FRAMES), "-vf", "idet", "-f", "null", "-"]
    counts = COUNTS.findall(ffmpeg.output_of(command))
    if not counts:
        return False
    top, bottom, progressive = map(int, counts[-1])
    return max(top, bottom) > 2 * (min(top, bottom) + progressive)


def graph(index: int, look: Look, rungs: list[Rendition], times: Times | None = None) -> str:
    """The filter graph from stream ``index`` of the first input to the labels ``v0``, ``v1``, … of the rungs.

    A constant frame rate from time zero on: a picture that starts late is held, so that all renditions and the sound
    share one clock. Colours are converted and shapes brought into one once, at the largest rung.
    """
    times = times or Times()
    steps = [*filter(None, [times.first]), *_woven(look), *_timed(look, times)]
    largest = rungs[-1]
    size = f"scale={largest.width}:{largest.height}:flags=bicubic"
    if look.colours.retag or not look.colours.is_plain:
        steps.append(look.colours.tags)
    if look.changes:
        steps.append(fit(largest.width, largest.height, _ratio(look)))
    if not look.colours.is_plain:
        steps += [] if look.changes else [size]
        steps.append(look.colours.steps(zscale=can_tone_map()))
    names = "".join(f"[s{number}]" for number in range(len(rungs)))
    parts = [f"[0:{index}]{','.join(steps)},split={len(rungs)}{names}"]
    for number, rung in enumerate(rungs):
        size = f"scale={rung.width}:{rung.height}:flags=bicubic:out_color_matrix=bt709:out_range=tv"
        parts.append(f"[s{number}]{size},setsar=1,format=yuv420p,{OUT}[v{number}]")
    return ";".join(parts)


def _woven(look: Look) -> list[str]:
    """Takes interlaced frames apart, which must all be of one size, the first one's."""
    if not look.deinterlace:
        return []
    which = "interlaced" if look.deinterlace == "flagged" else "all"
    one_size = [f"scale={look.shapes[0].width}:{look.shapes[0].height}:interl=-1"] if look.changes else []
    return [*one_size, f"bwdif=mode=send_frame:deint={which}"]


def _timed(look: Look, times: Times) -> list[str]:
    rate = Fraction(look.rate).limit_denominator(1001)
    steps = [f"fps={rate.numerator}/{rate.denominator}:start_time=0:round=near"]
    if times.hold > 0:
        steps.append(f"tpad=stop_mode=clone:stop_duration={times.hold:.3f}")
    return steps


def _ratio(look: Look) -> str:
    """An expression for a frame's displayed width by height."""
    if look.deinterlace:
        return aspect_over_time(look.shapes, look.rate, "ratio")
    return f"iw/ih*({aspect_over_time(look.shapes, look.rate, 'aspect')})"
