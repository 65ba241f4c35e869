"""Train the head that tells where somebody is: ``python -m vision.training.train_presence --data DIR --out FILE``.

``DIR`` holds ``ccp/`` and ``flatlay/``. It takes two minutes of processor time: features of the untaught layers are
taken once, and a head of 21,000 numbers learns from them which part of each cell people cover.
"""

import argparse
import logging
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional

from vision.nets import presence
from vision.nets.parsers.bundled import MIN_CELL
from vision.nets.parsers.network import normalised
from vision.nets.presence import Presence
from vision.training.presence_frames import frames

BATCH, RATE, DECAY = 32, 4e-3, 1e-3
LEFT_OUT = 0.1
"""Part of the features that is left out while learning."""
MIN_SHARE = 0.008
"""Part of a picture that people cover from which it shows somebody."""
log = logging.getLogger(__name__)
Examples = tuple[Tensor, Tensor]
"""Features (n, FEATURES, h, w), and the parts (n, h, w) that people cover."""


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--frames", type=int, default=1500)
    parser.add_argument("--held-out", type=int, default=250)
    parser.add_argument("--rounds", type=int, default=18)
    return parser.parse_args()


def examples(network: Presence, data: Path, count: int, *, held_out: bool) -> Examples:
    """So many frames as the head sees them; those to learn from also mirrored."""
    made = list(islice(frames(data, np.random.default_rng(1 if held_out else 2), held_out=held_out), count))
    pictures = torch.from_numpy(np.stack([picture for picture, _ in made]))
    covered = torch.from_numpy(np.stack([part for _, part in made]))
    if not held_out:
        pictures, covered = torch.cat([pictures, pictures.flip(2)]), torch.cat([covered, covered.flip(2)])
    with torch.inference_mode():
        seen = torch.cat([network.features(normalised(batch)) for batch in torch.split(pictures, BATCH)])
    return seen.clone(), covered


def learn(network: Presence, given: Examples, rounds: int) -> None:
    """Fit the head."""
    seen, covered = given
    steps = rounds * (len(seen) // BATCH)
    optimiser = torch.optim.AdamW(network.head.parameters(), lr=RATE / 2, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    network.head.train()
    for _ in range(rounds):
        order = torch.randperm(len(seen))
        for rows in torch.split(order[: len(seen) // BATCH * BATCH], BATCH):
            kept = (torch.rand(len(rows), seen.shape[1], 1, 1) > LEFT_OUT) / (1 - LEFT_OUT)
            logits = network.head(seen[rows] * kept).squeeze(1)
            optimiser.zero_grad()
            loss = functional.binary_cross_entropy_with_logits(logits, covered[rows])
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            optimiser.step()
            schedule.step()
    network.head.eval()


def reached(network: Presence, given: Examples) -> dict[str, float]:
    """Parts of the pictures with somebody, and of those with nobody, in which a cell is sure enough."""
    seen, covered = given
    with torch.inference_mode():
        most = network.head(seen).squeeze(1).sigmoid().flatten(1).amax(1)
    shares = covered.flatten(1).mean(1)
    there, empty = most[shares >= MIN_SHARE] >= MIN_CELL, most[shares == 0] >= MIN_CELL
    return {"found": float(there.float().mean()), "false": float(empty.float().mean())}


def main() -> None:
    """Train, tell what was reached on what was held out, and write the head."""
    options = arguments()
    torch.manual_seed(0)
    network = presence.load(None)
    learn(network, examples(network, options.data, options.frames, held_out=False), options.rounds)
    log.info("%s", reached(network, examples(network, options.data, options.held_out, held_out=True)))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    state = {name: value.half() if value.is_floating_point() else value for name, value in _head_state(network)}
    save_file(state, options.out)


def _head_state(network: Presence) -> list[tuple[str, Tensor]]:
    """Names and contiguous weights of the head."""
    return [(name, value.contiguous()) for name, value in network.head.state_dict().items()]


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main()
