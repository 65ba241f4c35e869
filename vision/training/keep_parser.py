"""Turn a training run's checkpoint into the weights that the site loads.

``python -m vision.training.keep_parser RUN [--to FILE]``
"""

import argparse
from pathlib import Path

import torch

from vision.parsers.carried import WEIGHTS
from vision.parsers.weights import save


def main() -> None:
    """Write the averaged network of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    saved = torch.load(options.run / "checkpoint.pt", weights_only=True, map_location="cpu")
    save(saved["average"], options.to)


if __name__ == "__main__":
    main()
