"""What a packaging holds beside HLS: a plain file for old players, thumbnails for the seek bar, a still."""

import math
from collections.abc import Callable
from pathlib import Path

from playback.media import ffmpeg
from playback.media.encode import QUIET
from playback.media.inputs import reading
from playback.media.ladder import Rendition, even
from playback.media.timestamps import webvtt_time

Report = Callable[[float], None]
PROGRESSIVE_SIDE = 480
THUMB_SIDE = 160
MAX_THUMBNAILS = 600
COLUMNS = ROWS = 5
STILL_WIDTH = 1280


def progressive_make(folder: Path, rungs: list[Rendition], sound: str, seconds: float, report: Report) -> None:
    """``progressive.mp4``: a middle rung and the default sound, copied into one file whose index stands in front.

    ``sound`` names the audio rendition; empty for a silent film.
    """
    fitting = [number for number, rung in enumerate(rungs) if min(rung.width, rung.height) <= PROGRESSIVE_SIDE] or [0]
    command = [ffmpeg.binary(), *QUIET, *reading(folder / f"{fitting[-1]}.m4s")]
    command += reading(folder / f"{sound}.m4s") if sound else []
    command += ["-map", "0:v:0", *(["-map", "1:a:0"] if sound else [])]
    command += ["-c", "copy", "-movflags", "+faststart", f"{folder}/progressive.mp4"]
    ffmpeg.run(command, seconds, report, limit=600 + seconds)


def interval(seconds: float) -> float:
    """Seconds between thumbnails: five, two in a short film, more where there would be too many."""
    return max(2.0 if seconds < 120 else 5.0, math.ceil(seconds / MAX_THUMBNAILS))


def thumbnails_make(folder: Path, rungs: list[Rendition], seconds: float, report: Report) -> int:
    """``sheet0.jpg`` … of five by five small pictures, and ``thumbnails.vtt`` that says which is when; how many.

    Reads the key frames of the smallest rung and no other frame.
    """
    step = interval(seconds)
    count = max(1, math.ceil(seconds / step))
    scale = THUMB_SIDE / max(rungs[0].width, rungs[0].height)
    width, height = even(rungs[0].width * scale), even(rungs[0].height * scale)
    steps = [
        f"tpad=stop_mode=clone:stop_duration={2 * step + 2}",
        f"fps=1/{step}:start_time=0:round=near",
        f"trim=end_frame={count}",
        f"scale={width}:{height}:flags=area",
        f"tile={COLUMNS}x{ROWS}",
    ]
    command = [ffmpeg.binary(), *QUIET, "-skip_frame", "nokey", *reading(folder / "0.m4s"), "-map", "0:v:0"]
    command += ["-vf", ",".join(steps), "-q:v", "5", "-start_number", "0", f"{folder}/sheet%d.jpg"]
    ffmpeg.run(command, seconds, report, limit=600 + seconds)
    text = thumbnails_vtt(count, step, seconds, width, height)
    (folder / "thumbnails.vtt").write_text(text, encoding="utf-8")
    return count


def thumbnails_vtt(count: int, step: float, seconds: float, width: int, height: int) -> str:
    """WebVTT whose cues name a sheet and the part of it to show (Media Fragments, ``#xywh=``)."""
    lines = ["WEBVTT", ""]
    for number in range(count):
        sheet, place = divmod(number, COLUMNS * ROWS)
        row, column = divmod(place, COLUMNS)
        end = seconds if number == count - 1 else (number + 1) * step
        lines += [
            f"{webvtt_time(number * step)} --> {webvtt_time(max(end, number * step + 0.001))}",
            f"sheet{sheet}.jpg#xywh={column * width},{row * height},{width},{height}",
            "",
        ]
    return "\n".join(lines)


def still_make(folder: Path, rungs: list[Rendition], seconds: float) -> None:
    """``still.jpg``: one frame from a third of the film, for cards of titles without a picture of their own."""
    source = folder / f"{len(rungs) - 1}.m4s"
    command = [ffmpeg.binary(), *QUIET, "-ss", f"{seconds / 3:.3f}", *reading(source), "-frames:v", "1"]
    command += ["-vf", f"scale='min({STILL_WIDTH},iw)':-2", "-q:v", "3", f"{folder}/still.jpg"]
    ffmpeg.run(command, seconds, lambda part: None, limit=120)
