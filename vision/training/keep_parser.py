"""Turn a training run's checkpoint into the weights that the site loads.

``python -m vision.training.keep_parser RUN [--to FILE] [--beside FILE]``. A run that went on from trained weights
forgets some of what they knew; the mean of both, ``--beside`` them, keeps most of either (Wortsman et al., CVPR 2022).
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor

from vision.parsers.carried import WEIGHTS
from vision.parsers.weights import load, save


def main() -> None:
    """Write the averaged network of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--beside", type=Path, help="weights that the run went on from")
    options = parser.parse_args()
    saved = torch.load(options.run / "checkpoint.pt", weights_only=True, map_location="cpu")
    kept: dict[str, Tensor] = saved["average"]
    save(mean_of(kept, load(options.beside)) if options.beside else kept, options.to)


def mean_of(one: dict[str, Tensor], other: dict[str, Tensor]) -> dict[str, Tensor]:
    """The mean of two networks' weights. Raises ``KeyError`` where the other lacks one."""
    return {name: (value + other[name].to(value.dtype)) / 2 for name, value in one.items()}


if __name__ == "__main__":
    main()
