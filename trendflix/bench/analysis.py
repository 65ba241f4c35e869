"""What seeing costs: decoding, the image tower, the parser."""

import subprocess
import tempfile
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image

from trendflix.bench.clock import Figures, interleaved, seconds

FILM_SECONDS = 20
CROPS = 8


def measure() -> Figures:
    """Ratios of key frames to all frames and of the towers, and times of one frame and one crop."""
    with tempfile.TemporaryDirectory() as folder:
        film = _film(Path(folder) / "film.mp4")
        figures = _decoding(film)
    return figures | _towers() | _parser()


def _film(path: Path) -> Path:
    """Twenty seconds of 720p with a key frame every two, as our own renditions have them."""
    source = f"testsrc2=s=1280x720:r=25:d={FILM_SECONDS}"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", source, "-g", "50"]
    command += ["-pix_fmt", "yuv420p", "-preset", "ultrafast", str(path)]
    subprocess.run(command, check=True, timeout=300)  # noqa: S603 - an argument list of our own
    return path


def _decoding(film: Path) -> Figures:
    from vision.film.sampler import key_frames

    def every_frame() -> int:
        import av

        with av.open(str(film)) as opened:
            return sum(1 for frame in opened.decode(video=0) if frame.to_ndarray(format="rgb24") is not None)

    few, all_of_them = interleaved(lambda: list(key_frames(film)), every_frame, rounds=2)
    return {"all_frames_to_key_frames": all_of_them / few, "film_seconds_a_second": FILM_SECONDS / few}


def _towers() -> Figures:
    """Our image tower beside ViT-B/16 with random weights, fed alike, a batch at a time."""
    import torch
    from transformers import CLIPVisionConfig, CLIPVisionModel

    from vision.nets import device
    from vision.nets.runtime import get_embedder

    chosen = device.choose()
    config = CLIPVisionConfig(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12)
    config.patch_size = 16
    other = CLIPVisionModel(config).eval().to(chosen.name, chosen.dtype)
    pixels = torch.zeros(CROPS, 3, 224, 224, device=chosen.name, dtype=chosen.dtype)
    crops = [Image.fromarray(_noise(224, 224, seed)) for seed in range(CROPS)]
    embedder = get_embedder()

    def vit() -> None:
        with torch.inference_mode():
            other(pixel_values=pixels)

    ours, theirs = interleaved(lambda: embedder.embed_images(crops), vit)
    return {"tower_to_vit_b16": ours / theirs, "tower_ms_a_crop": 1000 * ours / CROPS}


def _parser() -> Figures:
    from vision.nets.runtime import get_parser

    frame = Image.fromarray(_noise(1280, 720, 1))
    parser = get_parser()
    return {"parser_ms_a_frame": 1000 * seconds(lambda: parser.parse([frame]), rounds=3)}


def _noise(width: int, height: int, seed: int) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    """Soft noise, so that nothing is worn and nothing is uniform."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (height // 16, width // 16, 3), dtype=np.uint8))
    return np.asarray(small.resize((width, height), Image.Resampling.BILINEAR))
