"""What analysis is compared with: a plain pass of CLIP ViT-B/16 over one whole frame of each second of a film.

Random weights (the time is the same), in the number type that suits the machine best, decoding of all frames included.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

BATCH = 8
SIDE = 224


def vit_b16() -> Callable[[list[Image.Image]], None]:
    """A tower that takes pictures of any size."""
    import torch
    from transformers import CLIPVisionConfig, CLIPVisionModel

    from vision.nets import device

    chosen = device.choose()
    config = CLIPVisionConfig(hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12)
    config.patch_size = 16
    tower = CLIPVisionModel(config).eval().to(chosen.name, chosen.dtype)

    def look(pictures: list[Image.Image]) -> None:
        pixels = np.stack([np.asarray(one.resize((SIDE, SIDE), Image.Resampling.BICUBIC)) for one in pictures])
        given = torch.from_numpy(pixels).permute(0, 3, 1, 2).to(chosen.name, chosen.dtype) / 255
        with torch.inference_mode():
            tower(pixel_values=given)

    return look


def plain_pass(film: Path, seconds: float, look: Callable[[list[Image.Image]], None]) -> None:
    """Decode the first ``seconds`` of a film, and look at a frame of each."""
    waiting: list[Image.Image] = []
    for picture in _each_second(film, seconds):
        waiting.append(picture)
        if len(waiting) == BATCH:
            look(waiting)
            waiting = []
    if waiting:
        look(waiting)


def _each_second(film: Path, seconds: float) -> Iterator[Image.Image]:
    import av

    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        first, due = None, 0.0
        for frame in container.decode(stream):
            first = frame.time if first is None else first
            at = (frame.time or 0.0) - (first or 0.0)
            if at >= seconds:
                return
            if at >= due:
                due += 1.0
                yield Image.fromarray(frame.to_ndarray(format="rgb24"))
