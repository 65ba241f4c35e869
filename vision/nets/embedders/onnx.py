"""The image tower in ONNX Runtime, for processors on which torch is slow; words stay with torch.

``requirements-onnx.txt`` holds what it needs. The tower is exported once a model, below the data folder.
"""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from django.conf import settings
from PIL import Image

from vision.errors import ModelError
from vision.nets.embedders.clip import ClipEmbedder, pooled
from vision.types import FloatArray
from vision.vectors import unit

NEEDS = "TRENDFLIX_VISION_RUNTIME=onnx needs more packages: pip install -r requirements-onnx.txt"


class _ImageTower(torch.nn.Module):
    """Pictures (n, 3, s, s) → vectors (n, d), as one graph."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        """Not normalised."""
        return pooled(self.model.get_image_features(pixel_values=pixels))


class OnnxClipEmbedder(ClipEmbedder):
    """``ClipEmbedder`` whose pictures go through ONNX Runtime in float32. Raises ``ModelError`` without it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        try:
            import onnxruntime
        except ImportError as error:
            raise ModelError(NEEDS) from error
        self._session: Any = onnxruntime.InferenceSession(
            str(self._file()), providers=onnxruntime.get_available_providers()
        )

    def embed_images(self, images: Sequence[Image.Image]) -> FloatArray:
        """Unit vectors (n, dimensions) of RGB pictures."""
        rows = []
        for at in range(0, len(images), self._device.batch):
            batch = list(images[at : at + self._device.batch])
            pixels = self._processor(images=batch, return_tensors="np")["pixel_values"].astype(np.float32)
            rows.append(self._session.run(None, {"pixels": pixels})[0])
        return unit(np.concatenate(rows)) if rows else np.zeros((0, self.dimensions), dtype=np.float32)

    def _file(self) -> Path:
        """The exported tower; written beside and renamed."""
        folder = Path(settings.DATA) / "onnx"
        file = folder / f"{self.stamp.replace(':', '-')}.onnx"
        if not file.exists():
            folder.mkdir(parents=True, exist_ok=True)
            scratch = folder / f".{uuid.uuid4().hex}.onnx"
            self._export(scratch)
            scratch.rename(file)
        return file

    def _export(self, file: Path) -> None:
        example = self._processor(images=[Image.new("RGB", (64, 64))] * 2, return_tensors="pt")["pixel_values"].float()
        tower = _ImageTower(self._model).float().cpu().eval()
        shapes = {"pixels": {0: torch.export.Dim("pictures")}}
        try:
            torch.onnx.export(
                tower,
                (example,),
                file,
                input_names=["pixels"],
                dynamic_shapes=shapes,
                external_data=False,
                verbose=False,
            )
        except ImportError as error:
            raise ModelError(NEEDS) from error
        finally:
            self._model.to(self._device.name, self._dtype)
