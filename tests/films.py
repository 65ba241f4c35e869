"""Small films made by ffmpeg for tests: a few colours, a tone, a cut."""

import subprocess
from pathlib import Path

import imageio_ffmpeg


def make_film(path: Path, *, seconds: float = 3.0, size: str = "320x240", sound: bool = True, cut: bool = True) -> Path:
    """Red, then from the middle blue (with ``cut``), 24 frames a second."""
    half = seconds / 2
    second = "blue" if cut else "red"
    source = f"color=red:s={size}:r=24:d={half}[a];color={second}:s={size}:r=24:d={half}[b];[a][b]concat=n=2"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi", "-i", source]
    if sound:
        command += ["-f", "lavfi", "-i", f"sine=440:d={seconds}", "-c:a", "aac"]
    command += ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "ultrafast", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


def make_moving_film(path: Path, *, seconds: float = 24.0, size: str = "1280x720") -> Path:
    """A test card that never stands still, so that every key frame has to be looked at."""
    source = f"testsrc2=s={size}:r=24:d={seconds}"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi", "-i", source]
    command += ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-preset", "ultrafast", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path
