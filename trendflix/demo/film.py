"""Draws the demo films frame by frame and has ffmpeg write them."""

import math
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from trendflix.demo.canvas import Bytes, Canvas, Cutout, Floats, as_floats, over
from trendflix.demo.cast import CAST, WEARS, WORN
from trendflix.demo.figure import Pose
from trendflix.demo.people import BROAD, SOLE, TALL, draw
from trendflix.demo.sets import HEIGHT as SET_HEIGHT
from trendflix.demo.sets import SETS
from trendflix.demo.sets import WIDTH as SET_WIDTH
from trendflix.demo.story import HEIGHT, RATE, WIDTH, Film, Role, Shot

POSES = 12
"""Drawings of one cycle of movement; frames reuse them."""
CYCLE_SECONDS = 1.6
LIMIT_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Sprite:
    """One drawing of somebody, cut to what is drawn; ``left``, ``top`` from its figure's feet, in pixels."""

    cutout: Cutout
    labels: Bytes
    left: int
    top: int


@lru_cache(maxsize=96)
def sprite(who: str, height: int, step: int, walks: bool) -> Sprite:
    """Somebody at a step of their movement."""
    swing = math.sin(2 * math.pi * step / POSES)
    if walks:
        pose = Pose(10 + 16 * swing, 10 - 16 * swing, 14, 14, 4 + 7 * swing, 4 - 7 * swing, 0.004 * swing)
    else:
        pose = Pose(13 + 4 * swing, 11 + 3 * swing, 16, 10, 4, 5, 0.006 * swing)
    canvas: Canvas = draw(CAST[who], pose, height)
    rows, columns = np.nonzero(canvas.rgba[..., 3] > 0.01)
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    shift_x, shift_y = round(BROAD * height / 2), round((TALL - SOLE) * height)
    return Sprite(
        Cutout.of(canvas.rgba[top:bottom, left:right]),
        canvas.labels[top:bottom, left:right].copy(),
        int(left) - shift_x,
        int(top) - shift_y,
    )


def placed(role: Role, time: float) -> tuple[Sprite, int, int]:
    """Somebody's drawing at a time of the shot, and the pixel of its upper left corner."""
    step = int(time / CYCLE_SECONDS * POSES) % POSES
    drawing = sprite(role.who, round(role.height * HEIGHT), step, bool(role.walk))
    x, y = (role.x + role.walk * time) * WIDTH, role.y * HEIGHT
    bob = 3 * math.sin(4 * math.pi * time / CYCLE_SECONDS) if role.walk else 0.0
    return drawing, round(x) + drawing.left, round(y + bob) + drawing.top


@lru_cache(maxsize=4)
def ground_of(place: str) -> Floats:
    """A painted set, kept."""
    return np.clip(SETS[place](), 0, 255)


def view(shot: Shot, time: float) -> Floats:
    """What the camera sees of the set, (HEIGHT, WIDTH, 3), with the light falling off to the edges."""
    part = time / shot.seconds
    eased = part * part * (3 - 2 * part)
    x, y, zoom = (a + (b - a) * eased for a, b in zip(*shot.camera, strict=True))
    left, top = x * (SET_WIDTH - WIDTH / zoom), y * (SET_HEIGHT - HEIGHT / zoom)
    way = as_floats([[zoom, 0, -left * zoom], [0, zoom, -top * zoom]])
    return np.asarray(cv2.warpAffine(ground_of(shot.place), way, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR), np.float32)


@lru_cache(maxsize=1)
def vignette() -> Floats:
    """Light that falls off to the edges (HEIGHT, WIDTH, 3)."""
    y, x = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
    light = as_floats(1 - 0.34 * np.clip(np.hypot(x * 0.9, y) - 0.45, 0, 1))
    return np.repeat(light[..., None], 3, axis=2)


def frame(shot: Shot, time: float) -> Bytes:
    """One frame (HEIGHT, WIDTH, 3), RGB."""
    picture = view(shot, time)
    for role in shot.roles:
        drawing, left, top = placed(role, time)
        over(picture, drawing.cutout, left, top)
    return np.asarray(cv2.multiply(picture, vignette(), dtype=cv2.CV_8U), dtype=np.uint8)


def frames(film: Film) -> Iterator[Bytes]:
    """Every frame of a film."""
    for shot in film.shots:
        for number in range(round(shot.seconds * RATE)):
            yield frame(shot, number / RATE)


def truth(film: Film) -> list[dict[str, Any]]:
    """What is worn in each shot: start, end, and for each style its boxes every half second, parts of the frame."""
    rows, start = [], 0.0
    for shot in film.shots:
        worn = [entry for role in shot.roles for entry in _worn(shot, role, start)]
        rows.append({"shot": shot.name, "start": start, "end": start + shot.seconds, "worn": worn})
        start += shot.seconds
    return rows


def _worn(shot: Shot, role: Role, start: float) -> Iterator[dict[str, Any]]:
    for name in WEARS[role.who]:
        garment = WORN[name].garment
        boxes = []
        for half in range(int(shot.seconds * 2)):
            drawing, left, top = placed(role, half / 2)
            rows, columns = np.nonzero(drawing.labels == garment.label)
            rows, columns = rows + top, columns + left
            seen = (rows >= 0) & (rows < HEIGHT) & (columns >= 0) & (columns < WIDTH)
            if seen.sum() > 400:
                boxes.append(_box(start + half / 2, rows[seen], columns[seen]))
        if boxes:
            yield {"item_group_id": WORN[name].style, "category": garment.category, "boxes": boxes}


def _box(time: float, rows: Any, columns: Any) -> dict[str, float]:
    left, top = int(columns.min()), int(rows.min())
    width, height = int(columns.max()) + 1 - left, int(rows.max()) + 1 - top
    return {"t": time, "x": left / WIDTH, "y": top / HEIGHT, "w": width / WIDTH, "h": height / HEIGHT}


def chapters(film: Film) -> str:
    """The film's shots as chapters, in ffmpeg's own words for metadata."""
    lines, at = [";FFMETADATA1"], 0.0
    for shot in film.shots:
        end = at + shot.seconds
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={at * 1000:.0f}", f"END={end * 1000:.0f}"]
        lines.append(f"title={shot.name.capitalize()}")
        at = end
    return "\n".join(lines) + "\n"


def write(film: Film, path: Path) -> None:
    """Encode a film to ``path`` (MP4: H.264, and a soft chord in AAC), key frames on its cuts, a chapter a shot."""
    import imageio_ffmpeg

    cuts, at = [], 0.0
    for shot in film.shots[:-1]:
        at += shot.seconds
        cuts.append(f"{at:.3f}")
    tones = "+".join(f"0.07*sin(2*PI*{tone}*t)*(1+0.3*sin(2*PI*0.2*t))" for tone in film.chord)
    marks = path.with_name(f"{path.name}.chapters")
    marks.write_text(chapters(film), encoding="utf-8")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *["-hide_banner", "-nostdin", "-y", "-loglevel", "error"]]
    command += f"-f rawvideo -pix_fmt rgb24 -s {WIDTH}x{HEIGHT} -r {RATE} -i pipe:0".split()
    command += ["-f", "lavfi", "-i", f"aevalsrc={tones}:s=48000:d={film.seconds}"]
    command += ["-i", str(marks), "-map_chapters", "2"]
    command += [
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-crf",
        "20",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-b:a",
        "96k",
        "-shortest",
    ]
    command = [part if part != "pipe:0" else "-" for part in command]
    command += ["-force_key_frames", ",".join(cuts), "-movflags", "+faststart", str(path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - our own words
    assert process.stdin is not None  # noqa: S101 - a pipe
    with process.stdin as pipe:
        for picture in frames(film):
            pipe.write(picture.tobytes())
    ended = process.wait(LIMIT_SECONDS)
    marks.unlink()
    if ended != 0:
        raise RuntimeError(f"ffmpeg ended with {ended}")
