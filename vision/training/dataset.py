"""The training data set of the parser: endless batches of scenes, made in any number of processes."""

import argparse
from collections.abc import Iterator

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from vision.language.categories import PARTS
from vision.nets.parsers.bundled import BundledParser
from vision.training import people, pseudo_labels
from vision.training.people import Labelled
from vision.training.runs import once
from vision.training.scenes import Rng, scene
from vision.types import FloatArray

MAX_RARITY_WEIGHT = 4.0
PSEUDO_LABELS = "pseudo_labels.npy"
"""What photos without masks are kept as, with those that were guessed."""
FRAMES, REPEAT_PROBABILITY = 128, 0.9
"""Drawn frames that a process keeps, and how often it shows one of them again, since drawing takes twenty times as long
as making a scene."""
PREFETCHED_BATCHES = 4
"""Batches that a process makes ahead."""
TIMEOUT_SECONDS = 300
"""Seconds within which one of the processes must have made a batch."""


class Scenes(IterableDataset[tuple[Tensor, Tensor]]):
    """Batches of photos (n, s, s, 3) and parts (n, s, s), bytes; others in each process, and from each step on."""

    def __init__(self, options: argparse.Namespace, step: int) -> None:
        self._options, self._step = options, step
        self.photos = people.load(options.data / "ccp", held_out=False)
        self.pseudo_labels = pseudo_labels_of(options) if options.start else []
        self._shares = shares_of(self.photos)
        self._pseudo_label_shares = shares_of(self.pseudo_labels) if self.pseudo_labels else None

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        worker = get_worker_info()
        seed = [self._options.seed, self._step, worker.id if worker else 0]
        source = self._samples(np.random.default_rng(seed))
        while True:
            rows = [next(source) for _ in range(self._options.batch)]
            photos, parts = np.stack([row.photo for row in rows]), np.stack([row.parts for row in rows])
            yield torch.from_numpy(photos), torch.from_numpy(parts)

    def _samples(self, rng: Rng) -> Iterator[Labelled]:
        options = self._options
        drawn = drawn_people(rng)
        while True:
            chance = rng.random()
            if chance < options.drawn:
                yield scene([next(drawn)], options.size, rng, None)
            elif self.pseudo_labels and chance < options.drawn + options.pseudo_labels:
                yield scene(self.pseudo_labels, options.size, rng, self._pseudo_label_shares)
            else:
                yield scene(self.photos, options.size, rng, self._shares)


def batches(scenes: Scenes, processes: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches of scenes made in so many processes, or in this one where there are none.

    Raises ``RuntimeError`` where no process made one in ``PATIENCE`` seconds.
    """
    if not processes:
        return iter(DataLoader(scenes, batch_size=None))
    # OpenCV's threads do not come along into a forked process, which would wait for them.
    cv2.setNumThreads(1)
    return iter(
        DataLoader(
            scenes, batch_size=None, num_workers=processes, prefetch_factor=PREFETCHED_BATCHES, timeout=TIMEOUT_SECONDS
        )
    )


def pseudo_labels_of(options: argparse.Namespace) -> list[Labelled]:
    """The photos without masks, kept beside the checkpoint once their masks are guessed."""
    return once(options.out / PSEUDO_LABELS, lambda: pseudo_labels.load(options.data, BundledParser(options.start)))


def drawn_people(rng: Rng) -> Iterator[Labelled]:
    """Frames of the demo library's hand, without end; once some are drawn, most are shown again."""
    kept: list[Labelled] = []
    for frame in _new_frames(rng):
        while len(kept) == FRAMES and rng.random() < REPEAT_PROBABILITY:
            yield kept[int(rng.integers(FRAMES))]
        kept = [frame, *kept[: FRAMES - 1]]
        yield frame


def _new_frames(rng: Rng) -> Iterator[Labelled]:
    from trendflix.demo import training_frames

    while True:
        for photo, parts in training_frames(int(rng.integers(2**31)), FRAMES):
            yield Labelled(photo, parts)


def shares_of(photos: list[Labelled]) -> FloatArray:
    """How often each photo is drawn: more where it holds what few do, by the root of the rarest part's rarity."""
    holds = np.array([np.bincount(photo.parts.ravel(), minlength=len(PARTS)) > 0 for photo in photos])
    rarity = 1 / np.sqrt(np.maximum(holds.mean(axis=0), 0.01))
    weight = np.minimum((holds * rarity).max(axis=1), MAX_RARITY_WEIGHT)
    return np.asarray(weight / weight.sum(), dtype=np.float64)
