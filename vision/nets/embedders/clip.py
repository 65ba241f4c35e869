"""Any image–text dual encoder that transformers loads: CLIP, SigLIP, or the one this repository carries."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from transformers import AutoConfig, AutoModel, AutoProcessor
from transformers.utils import logging as transformers_logging

from vision.errors import ModelError
from vision.nets import checkpoints, device
from vision.nets.batching import in_batches
from vision.nets.embedders import tower
from vision.nets.parallel import parts_of, side_by_side
from vision.types import FloatArray
from vision.vectors import unit

BUNDLED = Path(__file__).resolve().parent.parent / "bundled" / "clip"
CODE = "look-2"
"""Raise when the way pictures reach the model changes."""
MAX_WORDS = 400
DEFAULT_SCALE = 100.0
VOCABULARIES = ("tokenizer.json", "vocab.json", "vocab.txt", "spiece.model", "tokenizer.model")


class ClipEmbedder:
    """Satisfies ``vision.protocols.Embedder`` with ``AutoModel`` and ``AutoProcessor`` of one folder or hub id.

    Raises ``ModelError`` where a file or weights are missing, or the model has no image and text features.
    """

    def __init__(self, name: str) -> None:
        tower.register()
        transformers_logging.disable_progress_bar()
        self._device = device.choose()
        _folder_check(name)
        try:
            config = AutoConfig.from_pretrained(name)
            self._dtype = torch.float32 if tower.needs_precision(config) else self._device.dtype
            model = checkpoints.load(AutoModel, name, config=config, dtype=self._dtype)
            self._processor: Any = AutoProcessor.from_pretrained(name)
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError(f"CLIP_MODEL={name}: cannot be loaded: {str(error).splitlines()[0]}") from error
        if not hasattr(model, "get_image_features") or not hasattr(model, "get_text_features"):
            raise ModelError(f"CLIP_MODEL={name}: {type(model).__name__} has no image and text features.")
        text = getattr(model.config, "text_config", model.config)
        self._longest = min(int(getattr(text, "max_position_embeddings", MAX_WORDS)), MAX_WORDS)
        # SigLIP (Zhai et al. 2023) was trained on texts of one length, and reads others worse.
        self._padding: bool | str = "max_length" if model.config.model_type.startswith("siglip") else True
        self._model: Any = model.eval().to(self._device.name)
        if tower.needs_precision(config):
            tower.fuse(self._model)
        self.scale = float(model.logit_scale.detach().float().exp()) if hasattr(model, "logit_scale") else DEFAULT_SCALE
        self.stamp = f"{CODE}:{Path(name).name}:{_fingerprint(name, model)}"
        self.dimensions = self.embed_texts(["a garment"]).shape[1]

    def embed_images(self, images: Sequence[Image.Image]) -> FloatArray:
        """Unit vectors (n, dimensions) of RGB pictures."""

        def features(batch: Sequence[Image.Image]) -> torch.Tensor:
            inputs = self._processor(images=list(batch), return_tensors="pt")
            pixels = inputs["pixel_values"].to(self._device.name, self._dtype)
            return pooled(self._model.get_image_features(pixel_values=pixels))

        return self._in_batches(images, features)

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, dimensions) of texts; what is beyond the model's context is left out."""

        def features(batch: Sequence[str]) -> torch.Tensor:
            words = [" ".join(text.split()[:MAX_WORDS]) or "clothing" for text in batch]
            limits = {"padding": self._padding, "truncation": True, "max_length": self._longest}
            inputs = self._processor(text=words, return_tensors="pt", **limits)
            named = {name: value.to(self._device.name) for name, value in inputs.items()}
            return pooled(self._model.get_text_features(**named))

        return self._in_batches(texts, features)

    def _in_batches(self, items: Sequence[Any], features: Callable[[Sequence[Any]], torch.Tensor]) -> FloatArray:
        @torch.inference_mode()
        def rows(batch: Sequence[Any]) -> list[FloatArray]:
            return list(features(batch).float().cpu().numpy())

        if self._device.name == "cpu":
            parts = side_by_side(rows, parts_of(items, self._device.batch))
            found = [row for part in parts for row in part]
        else:
            found = in_batches(items, rows, self._device.batch)
        return unit(np.stack(found)) if found else np.zeros((0, getattr(self, "dimensions", 0)), dtype=np.float32)


def _folder_check(name: str) -> None:
    """A folder without words would load a tokenizer that knows none, and every text would have one vector."""
    folder = Path(name)
    if folder.is_dir() and not any((folder / file).exists() for file in VOCABULARIES):
        raise ModelError(f"CLIP_MODEL={name}: cannot be loaded: no tokenizer in it ({', '.join(VOCABULARIES)}).")


def pooled(output: Any) -> torch.Tensor:
    """The projected vectors of ``get_*_features``: a tensor, or an output that holds them as ``pooler_output``."""
    vectors: torch.Tensor = output if isinstance(output, torch.Tensor) else output.pooler_output
    return vectors


def _fingerprint(name: str, model: Any) -> str:
    """Twelve hex digits that change with the weights: their hash in a folder, the commit on a hub."""
    weights = sorted(Path(name).glob("*.safetensors")) if Path(name).is_dir() else []
    if not weights:
        return str(getattr(model.config, "_commit_hash", None) or "unknown")[:12]
    digest = hashlib.sha256()
    for file in weights:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
