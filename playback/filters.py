"""The picture's way from the source to a rung, as an ffmpeg filter graph.

ffmpeg itself turns rotated pictures upright before the first filter.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from playback import ffmpeg
from playback.ladder import Rendition
from playback.streams import Picture

# Linear light, at 100 cd/m² for white; BT.709 primaries; highlights rolled off by Hable's curve; BT.709 again.
TONE_MAP = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,"
    "format=yuv420p"
)
TELEVISION = (480, 486, 576, 1080)
COMB_FRAMES = 300
COUNTS = re.compile(r"Multi frame detection: TFF:\s*(\d+) BFF:\s*(\d+) Progressive:\s*(\d+)")


@dataclass(frozen=True, slots=True)
class Look:
    """What has to be done to every frame: ``deinterlace`` is empty, ``flagged`` or ``all``."""

    rate: float
    deinterlace: str = ""
    hdr: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """What has to be done to the times of frames: a filter before all others, and how long the last frame is held."""

    hold: float = 0.0
    first: str = ""


def look_of(picture: Picture, *, combed: bool) -> Look:
    """What a picture needs; ``combed`` says that frames not flagged as interlaced are."""
    deinterlace = "flagged" if picture.interlaced else "all" if combed else ""
    return Look(picture.rate, deinterlace, bool(picture.hdr) and can_tone_map())


@cache
def can_tone_map() -> bool:
    """Whether this ffmpeg has the filters; without them high dynamic range comes out pale."""
    return {"zscale", "tonemap"} <= ffmpeg.filters()


def is_combed(source: Path, picture: Picture, height: int) -> bool:
    """Whether a film's first frames are interlaced though they do not say so; asked of television's heights alone."""
    if picture.interlaced or height not in TELEVISION:
        return False
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", "-protocol_whitelist", "file,pipe", "-i", f"file:{source}"]
    command += ["-map", f"0:{picture.index}", "-frames:v", str(COMB_FRAMES), "-vf", "idet", "-f", "null", "-"]
    counts = COUNTS.findall(ffmpeg.talk(command))
    if not counts:
        return False
    top, bottom, progressive = map(int, counts[-1])
    return max(top, bottom) > 2 * (min(top, bottom) + progressive)


def graph(index: int, look: Look, rungs: list[Rendition], times: Times | None = None) -> str:
    """The filter graph from stream ``index`` of the first input to the labels ``v0``, ``v1``, … of the rungs.

    A constant frame rate from time zero on: a picture that starts late is held, so that all renditions and the sound
    share one clock.
    """
    times = times or Times()
    steps = [times.first] if times.first else []
    if look.deinterlace:
        which = "interlaced" if look.deinterlace == "flagged" else "all"
        steps.append(f"bwdif=mode=send_frame:deint={which}")
    rate = Fraction(look.rate).limit_denominator(1001)
    steps.append(f"fps={rate.numerator}/{rate.denominator}:start_time=0:round=near")
    if times.hold > 0:
        steps.append(f"tpad=stop_mode=clone:stop_duration={times.hold:.3f}")
    if look.hdr:
        largest = rungs[-1]
        steps.append(f"scale={largest.width}:{largest.height}:flags=bicubic,{TONE_MAP}")
    names = "".join(f"[s{number}]" for number in range(len(rungs)))
    parts = [f"[0:{index}]{','.join(steps)},split={len(rungs)}{names}"]
    for number, rung in enumerate(rungs):
        size = f"scale={rung.width}:{rung.height}:flags=bicubic"
        parts.append(f"[s{number}]{size},setsar=1,format=yuv420p[v{number}]")
    return ";".join(parts)
