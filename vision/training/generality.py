"""How well photos of one product find each other, by folds over styles and under the damage that films do.

``python -m vision.training.generality --data DIR [--part val]`` takes the models of the settings. The gallery is
joined: every product's first photo, and garments of all other sources at hand as distractors. Each figure has the
interval of a bootstrap over styles (Efron 1979), since a style's photos and colours are found or missed together.
"""

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from vision.nets import runtime
from vision.protocols import Embedder
from vision.training.damage import KINDS, damaged
from vision.training.garments import Sample, catalogue, flat, worn
from vision.training.intervals import Figure, figure
from vision.types import AnyArray, FloatArray

log = logging.getLogger(__name__)
AT = (1, 5)


def ranks_of(queries: FloatArray, gallery: FloatArray, truth: AnyArray) -> AnyArray:
    """The place (n,) from 0 of each query's true row among a gallery's unit vectors; equal ones count against it."""
    scores = queries @ gallery.T
    own = scores[np.arange(len(truth)), truth]
    return np.asarray((scores >= own[:, None]).sum(axis=1) - 1)


def measure(
    embedder: Embedder, samples: Sequence[Sample], distractors: Sequence[Sample], part: str
) -> Iterator[tuple[str, int, Figure]]:
    """(damage, k, recall at k) for the products' photos of a part: first as they are, then under each damage."""
    mains: dict[str, Sample] = {}
    for sample in samples:
        mains.setdefault(sample.identity, sample)
    asked = [one for one in samples if one is not mains[one.identity] and (one.part == part or part == "all")]
    gallery = _vectors(embedder, [one.picture for one in (*mains.values(), *distractors)])
    places = {identity: place for place, identity in enumerate(mains)}
    truth = np.array([places[one.identity] for one in asked])
    styles = [one.facts.style for one in asked]
    for kind in ("none", *KINDS):
        rng = np.random.default_rng(0)
        seen = [one.picture if kind == "none" else damaged(one.picture, kind, rng) for one in asked]
        ranks = ranks_of(_vectors(embedder, seen), gallery, truth)
        for k in AT:
            yield kind, k, figure(ranks < k, styles)


def _vectors(embedder: Embedder, pictures: Sequence[AnyArray]) -> FloatArray:
    return embedder.embed_images([Image.fromarray(picture) for picture in pictures])


def main() -> None:
    """The command."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    options = _options()
    samples = list(catalogue(options.data / "luma", runtime.get_parser()))
    distractors = [one for one in flat(options.data / "flatlay") if one.part == "val"]
    distractors += list(worn(options.data / "ccp", held_out=True))
    log.info("%d photos, %d distractors", len(samples), len(distractors))
    for kind, k, found in measure(runtime.get_embedder(), samples, distractors, options.part):
        log.info("%-12s R@%d %s", kind, k, found)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds luma/, flatlay/ and ccp/")
    parser.add_argument("--part", default="val", choices=("val", "train", "all"), help="styles to ask for")
    return parser.parse_args()


if __name__ == "__main__":
    main()
