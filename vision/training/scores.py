"""What a dual encoder reaches on what it was not trained on, while it is being trained."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from vision.training.batches import tensors
from vision.training.garments import Sample
from vision.training.kinds import PHRASES

ASKED = (
    "t-shirt", "trousers", "long-sleeved top", "shoes", "shirt", "dress", "outerwear", "shorts", "hat", "skirt",
)  # fmt: skip
"""The ten commonest kinds of garments that lie flat."""
MAX_NAMED = 400
BATCH = 32


@torch.inference_mode()
def vectors_of(model: Any, samples: Sequence[Sample]) -> Tensor:
    """Unit vectors (n, d) of samples as they are."""
    where = model.visual_projection.weight.device
    pictures = tensors(samples)
    rows = [
        model.get_image_features(pixel_values=pictures[at : at + BATCH].to(where)).pooler_output
        for at in range(0, len(samples), BATCH)
    ]
    return functional.normalize(torch.cat(rows).float().cpu(), dim=-1)


def recall(model: Any, samples: Sequence[Sample]) -> dict[str, float]:
    """How often another photo of a held-out product finds its first photo among all first photos, in 1 and in 5."""
    shop = [sample for sample in samples if sample.facts.style]
    photos: dict[str, list[int]] = {}
    for row, sample in enumerate(shop):
        photos.setdefault(sample.identity, []).append(row)
    first = [rows[0] for rows in photos.values()]
    pairs = [(row, place) for place, rows in enumerate(photos.values()) for row in rows[1:]]
    asked = [(row, place) for row, place in pairs if shop[row].part == "val"]
    needed = sorted({*first, *(row for row, _ in asked)})
    at = {row: place for place, row in enumerate(needed)}
    vectors = vectors_of(model, [shop[row] for row in needed])
    scores = vectors[[at[row] for row, _ in asked]] @ vectors[[at[row] for row in first]].T
    rank = (scores.argsort(dim=1, descending=True) == torch.tensor([[place] for _, place in asked])).int().argmax(1)
    return {f"R@{k}": round(float((rank < k).float().mean()), 3) for k in (1, 5)}


@torch.inference_mode()
def named(model: Any, processor: Any, samples: Sequence[Sample]) -> dict[str, float]:
    """Part of the held-out garments that lie flat whose kind among ``ASKED`` is named right by plain prompts."""
    held = [one for one in samples if one.part == "val" and not one.facts.style and one.facts.kind in ASKED]
    held = held[:: max(1, len(held) // MAX_NAMED)]
    if not held:
        return {}
    where = model.visual_projection.weight.device
    tokens = processor(text=[PHRASES[kind][0] for kind in ASKED], return_tensors="pt", padding=True).to(where)
    words = functional.normalize(model.get_text_features(**tokens).pooler_output.float().cpu(), dim=-1)
    best = (vectors_of(model, held) @ words.T).argmax(1)
    right = np.array([ASKED[int(place)] == one.facts.kind for place, one in zip(best, held, strict=True)])
    return {"named": round(float(right.mean()), 3)}
