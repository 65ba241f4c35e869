"""Give a trained dual encoder a second half that knows what only photos tell: which product it is.

``python -m vision.training.likeness --run DIR`` where DIR is a run of ``train_clip``; writes ``DIR/likeness``. With
``--model FOLDER --data DATA`` another dual encoder is given it, or given it anew, as after a change of the parser.

Learning words makes garments of one kind and colour alike, which is what words need, and forgets what tells two of
them apart. Lower levels of the same image tower still know. They are joined linearly, so that no more is learnt than
few pairs can teach: features are whitened block by block, then directions in which views of one garment differ are
weighed down (within-class covariance normalisation, Hatch, Kajarekar, Stolcke 2006, with the shrinkage of Friedman
1989). Views are a product's photos, worn garments, and all of them in other light, size and focus. Texts are zero in
that half.
"""

import argparse
import logging
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers import AutoModel, AutoProcessor, VisionTextDualEncoderConfig, VisionTextDualEncoderModel

from vision.nets import checkpoints
from vision.nets.embedders.tower import COLOURS, SHAPES, WIDTHS, GarmentVisionConfig, register
from vision.training.batches import tensors, varied
from vision.training.dual_encoder import pooled
from vision.training.garments import SAMPLES, SIDE, Sample, samples_of
from vision.training.scores import named, recall

log = logging.getLogger(__name__)
LEVELS = (12, 9)
KEPT, FLOOR = 96, 1e-3
"""Main directions kept of each block, and the least variance of one beside the largest."""
WEIGHTS = (0.6, 0.6, 0.6, 0.4)
"""Of shapes, colours, and the levels."""
SHRINKAGE = 2.0
"""How much the within-class covariance is drawn to one that is alike in all directions, in parts of its mean."""
LIKENESS = 2.0
"""Mean length of the half that knows likeness, beside the half that words reach."""
SCALED = math.log(math.hypot(1.0, LIKENESS))
"""Added to the logarithm of the scale, since the half for words is a smaller part of a unit vector then."""
OTHERS = 1200
"""Garments beside products that are looked at."""


def extended(model: Any) -> VisionTextDualEncoderModel:
    """The dual encoder with ``LEVELS`` pooled and room for the second half of its vectors, which is zero yet.

    A second half that it has already is left out.
    """
    register()
    words = words_of(model.config)
    vision = GarmentVisionConfig(model.config.vision_config.colour_weight, SIDE, LEVELS)
    config = VisionTextDualEncoderConfig.from_vision_text_configs(
        vision, model.config.text_config, projection_dim=words + KEPT * len(block_sizes(vision))
    )
    made = VisionTextDualEncoderModel(config)
    given = model.state_dict()
    made.load_state_dict({name: value for name, value in given.items() if "projection" not in name}, strict=False)
    with torch.no_grad():
        for name in ("visual_projection", "text_projection"):
            weight = getattr(made, name).weight
            weight.zero_()
            old = given[f"{name}.weight"]
            weight[:words, : old.shape[1]] = old[:words]
        if words < model.config.projection_dim:
            made.logit_scale -= SCALED
    return made.eval()


def words_of(config: VisionTextDualEncoderConfig) -> int:
    """How many numbers of a vector words reach."""
    whole: int = config.projection_dim
    return whole - KEPT * len(block_sizes(config.vision_config)) if config.vision_config.levels else whole


def block_sizes(vision: GarmentVisionConfig) -> list[int]:
    """Lengths of what the tower pools side by side."""
    return [SHAPES, COLOURS, *(WIDTHS[level] for level in vision.levels)]


@torch.inference_mode()
def centre(model: Any, pictures: Tensor) -> None:
    """Set the levels' means, so that features say how a garment differs from others."""
    tower = model.vision_model
    for level in tower.config.levels:
        getattr(tower, f"mean_{level}").zero_()
    rows = pooled(model, pictures)
    ends = np.cumsum(block_sizes(tower.config))
    for level, (start, end) in zip(tower.config.levels, list(pairwise(ends))[1:], strict=True):
        getattr(tower, f"mean_{level}").copy_(rows[:, start:end].mean(0))


def whitening(rows: Tensor, sizes: Sequence[int]) -> Tensor:
    """The matrix (sum of sizes, ``KEPT`` × blocks) that brings each block's main directions to its weight.

    Variances become their own square roots: half way to whitening, which would raise noise.
    """
    blocks = []
    for block, weight in zip(torch.split(rows, list(sizes), dim=1), WEIGHTS, strict=True):
        middle = block - block.mean(0)
        _, values, directions = torch.linalg.svd(middle, full_matrices=False)
        variance = values[:KEPT].square() / len(rows)
        matrix = directions[:KEPT].T / (variance + FLOOR * variance[0]) ** 0.25
        blocks.append(weight * matrix / (middle @ matrix).square().sum(1).mean().sqrt())
    joined: Tensor = torch.block_diag(*blocks)  # type: ignore[no-untyped-call]  # torch gives it no types
    return joined


def within(rows: Tensor, identities: Sequence[str]) -> Tensor:
    """Covariance (d, d) of rows (n, d) about their identity's mean, of trace one; identities seen once say nothing."""
    number = {name: place for place, name in enumerate(dict.fromkeys(identities))}
    which = torch.tensor([number[name] for name in identities])
    counts = torch.bincount(which).float()
    means = torch.zeros(len(number), rows.shape[1]).index_add_(0, which, rows) / counts[:, None]
    apart = (rows - means[which])[counts[which] > 1]
    covariance = apart.T @ apart
    return covariance / covariance.trace().clamp_min(1e-12)


def normalising(covariance: Tensor) -> Tensor:
    """The symmetric matrix (d, d) after which views of one identity differ alike in all directions."""
    size = len(covariance)
    even = torch.eye(size) * SHRINKAGE * covariance.trace() / size
    values, directions = torch.linalg.eigh(covariance + even)
    found: Tensor = directions @ torch.diag(values.rsqrt()) @ directions.T
    return found


def fit(model: Any, samples: Sequence[Sample]) -> None:
    """Fill the second half of a dual encoder of ``extended`` from samples to train on."""
    products = [sample for sample in samples if sample.facts.style]
    others = [sample for sample in samples if not sample.facts.style]
    shown = [*products, *others[:: max(1, len(others) // OTHERS)]]
    pictures, names = tensors(shown), [sample.identity for sample in shown]
    centre(model, pictures[: len(products)])
    plain, varying = pooled(model, pictures), pooled(model, varied(pictures, pictures.shape[-1]))
    shop = plain[: len(products)]
    matrix = whitening(shop, block_sizes(model.vision_model.config))
    photos = within(shop @ matrix, names[: len(products)])
    views = within(torch.cat([plain, varying]) @ matrix, names * 2)
    matrix = matrix @ normalising((photos + views) / 2)
    matrix = without_mean(matrix, shop)
    words = model.config.projection_dim - matrix.shape[1]
    with torch.no_grad():
        spoken = (shop @ model.visual_projection.weight[:words].T).norm(dim=1).mean()
        length = (shop @ matrix).norm(dim=1).mean()
        model.visual_projection.weight[words:] = (matrix * (LIKENESS * spoken / length)).T
        model.logit_scale += SCALED


def without_mean(matrix: Tensor, rows: Tensor) -> Tensor:
    """The matrix (a, b), its results without the direction of their mean over rows (n, a): it tells nothing apart."""
    mean = functional.normalize((rows @ matrix).mean(0), dim=0)
    return matrix - torch.outer(matrix @ mean, mean)


def main() -> None:
    """Extend a run's model, tell what it reaches, write it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="the dual encoder; default: the run's")
    parser.add_argument("--data", type=Path, help="where the run has no samples yet")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.data and not (options.run / SAMPLES).exists():
        parser.error(f"{options.run} holds no {SAMPLES}; --data says what to cut them out of")
    torch.manual_seed(options.seed)
    samples = samples_of(options.run, options.data, options.seed)
    register()
    folder = options.model or options.run / "model"
    old = checkpoints.load(AutoModel, folder, dtype=torch.float32).eval()
    processor = AutoProcessor.from_pretrained(folder)
    log.info("before: %s", recall(old, samples) | named(old, processor, samples))
    model = extended(old)
    fit(model, [sample for sample in samples if sample.part == "train" and not sample.identity.startswith("flat-")])
    log.info("after: %s", recall(model, samples) | named(model, processor, samples))
    model.half().save_pretrained(options.run / "likeness")
    processor.save_pretrained(options.run / "likeness")


if __name__ == "__main__":
    main()
