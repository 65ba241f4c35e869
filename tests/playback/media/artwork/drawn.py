"""Drawn frames for tests of artwork: views of coloured shapes, lines of text, plain tones."""

import subprocess
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 640, 360


def view(seed: int) -> Pixels:
    """A well-lit scene of coloured shapes, another for each seed."""
    rng = np.random.default_rng(seed)
    frame = np.full((HEIGHT, WIDTH, 3), rng.integers(90, 150, 3), np.uint8)
    for _ in range(14):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(0, HEIGHT))
        colour = tuple(int(value) for value in rng.integers(20, 235, 3))
        cv2.circle(frame, (x, y), int(rng.integers(20, 70)), colour, -1, cv2.LINE_AA)
    return frame


def with_text(frame: Pixels, words: str, y: float, scale: float = 0.9) -> Pixels:
    """A frame with a line of white, outlined text in its middle, its foot at ``y`` (0..1)."""
    found, font = frame.copy(), cv2.FONT_HERSHEY_SIMPLEX
    (width, _), _ = cv2.getTextSize(words, font, scale, 2)
    at = ((WIDTH - width) // 2, round(y * HEIGHT))
    cv2.putText(found, words, at, font, scale, (0, 0, 0), 6, cv2.LINE_AA)
    cv2.putText(found, words, at, font, scale, (255, 255, 255), 2, cv2.LINE_AA)
    return found


def plain(light: int) -> Pixels:
    """A frame of one tone."""
    return np.full((HEIGHT, WIDTH, 3), light, np.uint8)


def film_of(path: Path, frames: list[Pixels], *, seconds: float = 2.0) -> Path:
    """A film that shows each frame for ``seconds``, a key frame at the start of each, as packagings have them."""
    folder = path.with_suffix("")
    folder.mkdir()
    for number, frame in enumerate(frames):
        cv2.imwrite(str(folder / f"{number:03d}.png"), frame)
    source = ["-framerate", str(1 / seconds), "-i", str(folder / "%03d.png")]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *source, "-r", "12", "-c:v", "libx264"]
    command += ["-pix_fmt", "yuv420p", "-preset", "ultrafast", "-force_key_frames", f"expr:gte(t,n_forced*{seconds})"]
    subprocess.run([*command, "-f", "mp4", str(path)], check=True, timeout=60)
    return path
