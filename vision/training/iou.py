"""How well a parser's pixels agree with masks that it was not trained on: intersection over union.

``python -m vision.training.iou --data DIR [--weights FILE]`` looks at the held-out photos of ``DIR/ccp/`` as
``parse_garments`` does. The mean over classes (Everingham et al. 2010, PASCAL VOC) is told with the background, as
VOC counts, and without; ties, watches and gloves, of which the photos hold next to none, count in neither.
"""

import argparse
import logging
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from vision.language.categories import PARTS
from vision.nets.parsers.bundled import WEIGHTS, BundledParser
from vision.training import people
from vision.training.people import Labelled
from vision.training.pseudo_labels import likeliest
from vision.types import ByteArray

log = logging.getLogger(__name__)
RARE = ("tie", "watch", "gloves")
"""Parts that no mean counts."""


def overlaps(photos: Iterable[Labelled], predict: Callable[[ByteArray], ByteArray]) -> dict[str, float]:
    """IoU of each part over all pixels of all photos; ``look`` makes parts (h, w) of a photo (h, w, 3)."""
    pairs = np.zeros((len(PARTS), len(PARTS)), dtype=np.int64)
    for sample in photos:
        both = sample.parts.astype(np.int64) * len(PARTS) + predict(sample.photo)
        pairs += np.bincount(both.ravel(), minlength=pairs.size).reshape(pairs.shape)
    shared = pairs.diagonal()
    union = pairs.sum(axis=0) + pairs.sum(axis=1) - shared
    return {part: float(shared[i] / union[i]) for i, part in enumerate(PARTS) if union[i]}


def tell(scores: dict[str, float]) -> None:
    """Log the IoU of each part and their means."""
    log.info("held out: %s", ", ".join(f"{part} {value:.2f}" for part, value in scores.items()))
    counted = {part: value for part, value in scores.items() if part not in RARE}
    worn = [value for part, value in counted.items() if part != "background"]
    means = np.mean(worn), np.mean(list(counted.values()))
    log.info("mean IoU over %d parts %.3f, with the background %.3f", len(worn), *means)


def main() -> None:
    """Tell what a parser reaches."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--weights", type=Path, default=WEIGHTS)
    options = arguments.parse_args()
    parser = BundledParser(options.weights)

    def predict(photo: ByteArray) -> ByteArray:
        picture = Image.fromarray(photo)
        return likeliest(parser.probabilities(picture), picture.width, picture.height)

    tell(overlaps(people.load(options.data / "ccp", held_out=True), predict))


if __name__ == "__main__":
    main()
