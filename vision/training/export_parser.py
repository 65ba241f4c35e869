"""Turn checkpoints of training runs into the weights that the site loads.

``python -m vision.training.export_parser RUN [RUN …] [--to FILE] [--beside FILE]``. Of runs that went on from the same
weights the mean is kept, which errs less than any of them, and with ``--beside`` those weights counts them in, which
forgets less of what they knew (Wortsman et al., CVPR 2022).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from vision.nets.parsers.bundled import WEIGHTS
from vision.nets.parsers.weights import load, save


def main() -> None:
    """Write the averaged network of a run, or the mean of several."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", metavar="run")
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--beside", type=Path, help="weights that the runs went on from")
    options = parser.parse_args()
    states = [average_of(run) for run in options.runs]
    if options.beside:
        states.append(load(options.beside))
    save(mean_of(states), options.to)


def average_of(run: Path) -> dict[str, Tensor]:
    """The averaged network of a run's checkpoint."""
    saved = torch.load(run / "checkpoint.pt", weights_only=True, map_location="cpu")
    average: dict[str, Tensor] = saved["average"]
    return average


def mean_of(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of networks' weights. Raises ``KeyError`` where one lacks what the first has."""
    return {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}


if __name__ == "__main__":
    main()
