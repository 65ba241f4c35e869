"""Any object-detection checkpoint that transformers loads, as a garment parser."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForObjectDetection

from vision.errors import ModelError
from vision.language.vocabulary import DETECTOR_WORDS
from vision.nets import checkpoints, device
from vision.nets.batching import in_batches
from vision.types import Box, Glance, Region

MIN_SCORE = 0.5
SMALLER_BATCHES = 16
CODE = "detection-1"


def category_map(labels: Mapping[int, str]) -> dict[int, str]:
    """Our category for each of a checkpoint's labels; labels that are no garment are left out."""
    found = {}
    for index, label in labels.items():
        words = set(re.findall(r"[a-z]+", label.lower()))
        category = next((ours for word, ours in DETECTOR_WORDS.items() if word in words or f"{word}s" in words), None)
        if category is not None:
            found[int(index)] = category
    return found


class DetectionParser:
    """Boxes without masks; satisfies ``vision.protocols.GarmentParser``. Raises ``ModelError`` on loading."""

    def __init__(self, name: str) -> None:
        self._device = device.choose()
        try:
            model = checkpoints.load(AutoModelForObjectDetection, name)
            self._processor: Any = AutoImageProcessor.from_pretrained(name)
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise ModelError(f"GARMENT_PARSER={name}: cannot be loaded: {str(error).splitlines()[0]}") from error
        self._categories = category_map(model.config.id2label)
        if not self._categories:
            raise ModelError(f"GARMENT_PARSER={name}: not one of its labels names a garment.")
        self._model = model.eval().to(self._device.name)
        self.stamp = f"{CODE}:{name}:{getattr(model.config, '_commit_hash', None) or 'local'}"

    def parse(self, images: Sequence[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        """Regions of each picture, best first; the options change nothing here."""
        return in_batches(images, self._parse, max(1, self._device.batch // SMALLER_BATCHES))

    def glance(self, images: Sequence[Image.Image], *, dismissed: float = 0.0) -> list[Glance]:
        """A detector has no cheaper look than its own."""
        return [Glance(1.0) for _ in images]

    @torch.inference_mode()
    def _parse(self, images: Sequence[Image.Image]) -> list[list[Region]]:
        inputs = self._processor(images=list(images), return_tensors="pt").to(self._device.name)
        sizes = torch.tensor([[image.height, image.width] for image in images])
        found = self._processor.post_process_object_detection(self._model(**inputs), MIN_SCORE, sizes)
        return [self._regions(one, image) for one, image in zip(found, images, strict=True)]

    def _regions(self, found: Mapping[str, Any], image: Image.Image) -> list[Region]:
        regions = [
            self._region(label, score, corners, image)
            for label, score, corners in zip(found["labels"], found["scores"], found["boxes"], strict=True)
            if int(label) in self._categories
        ]
        return sorted((region for region in regions if region.box.area > 0), key=lambda region: -region.score)

    def _region(self, label: Any, score: Any, corners: Any, image: Image.Image) -> Region:
        left, top, right, bottom = (float(value) for value in corners)
        x, y = max(0.0, left / image.width), max(0.0, top / image.height)
        w, h = min(1.0, right / image.width) - x, min(1.0, bottom / image.height) - y
        return Region(self._categories[int(label)], float(score), Box(x, y, max(0.0, w), max(0.0, h)))
