"""Batches in which what is hard to tell apart meets, and views that keep colour true.

Colour variants of one cut and like cuts in one colour stand in one batch as negatives; two photos of one product, or
two views of one garment, as positives.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from vision.nets.embedders.tower import GROUND, NEAR_GROUND
from vision.training.garments import Sample
from vision.training.kinds import Rng
from vision.types import AnyArray

STYLES, COLOURS, PRODUCTS, WORN, DRAWN, FLAT = 4, 2, 6, 10, 4, 30
"""Styles and colours a style, each product twice; other products, worn and drawn garments, each twice; flat ones once,
since two views of one photo teach little, and rare kinds as often as common ones nearly."""


class Mix:
    """Draws the rows of a batch: pairs of samples of one identity, hard negatives among them."""

    def __init__(self, samples: Sequence[Sample], rng: Rng) -> None:
        self._rng = rng
        self._rows: dict[str, list[int]] = defaultdict(list)
        styles: dict[str, set[str]] = defaultdict(set)
        for row, sample in enumerate(samples):
            self._rows[sample.identity].append(row)
            if sample.facts.style:
                styles[sample.facts.style].add(sample.identity)
        self._styles = [sorted(members) for members in styles.values() if len(members) >= COLOURS]
        self._products = sorted(identity for members in styles.values() for identity in members)
        self._others = [
            (sorted(name for name in self._rows if name.startswith(start)), count)
            for start, count in (("worn-", WORN), ("drawn-", DRAWN))
        ]
        self._flat = [row for row, sample in enumerate(samples) if sample.identity.startswith("flat-")]
        self._shares = shares([samples[row].facts.kind for row in self._flat])

    def draw(self) -> list[int]:
        """Rows: pairs of one identity after each other, then single ones."""
        chosen: list[str] = []
        for number in self._some(len(self._styles), STYLES):
            members = self._styles[number]
            chosen += [members[place] for place in self._some(len(members), COLOURS)]
        for names, count in ((self._products, PRODUCTS), *self._others):
            chosen += [names[place] for place in self._some(len(names), count)]
        pairs = [row for identity in dict.fromkeys(chosen) for row in self._pair(identity)]
        return pairs + self._singles()

    def _singles(self) -> list[int]:
        if not self._flat:
            return []
        some = self._rng.choice(len(self._flat), size=min(FLAT, len(self._flat)), replace=False, p=self._shares)
        return [self._flat[int(place)] for place in some]

    def _some(self, among: int, count: int) -> list[int]:
        return [int(place) for place in self._rng.choice(among, size=min(among, count), replace=False)]

    def _pair(self, identity: str) -> list[int]:
        rows = self._rows[identity]
        two = self._rng.choice(len(rows), size=2, replace=len(rows) < 2)
        return [rows[int(place)] for place in two]


def shares(kinds: Sequence[str]) -> AnyArray:
    """How often each of some garments is drawn: by the root of how rare its kind is; sums to one."""
    counts = Counter(kinds)
    weight = np.array([counts[kind] ** -0.5 for kind in kinds], dtype=np.float64)
    return np.asarray(weight / weight.sum())


def tensors(samples: Sequence[Sample]) -> Tensor:
    """Pictures (n, 3, s, s) in -1..1, as the processor gives them."""
    pictures = torch.from_numpy(np.stack([sample.picture for sample in samples]))
    return pictures.permute(0, 3, 1, 2).float() / 127.5 - 1


def varied(pictures: Tensor, size: int) -> Tensor:
    """Views (n, 3, size, size): zoomed, turned, mirrored, blurred, partly hidden, in other light; hues stay."""
    count = len(pictures)
    views = _moved(pictures, size)
    views = _relit(views)
    for row in range(count):
        if torch.rand(()) < 0.35:
            small = int(torch.randint(size // 4, size // 2, ()))
            coarse = functional.interpolate(views[row : row + 1], size=(small, small), mode="area")
            views[row] = functional.interpolate(coarse, size=(size, size), mode="bilinear")[0]
        if torch.rand(()) < 0.25:
            high, wide = (int(torch.randint(size // 8, size // 3, ())) for _ in range(2))
            top, left = int(torch.randint(0, size - high, ())), int(torch.randint(0, size - wide, ()))
            views[row, :, top : top + high, left : left + wide] = GROUND * 2 - 1
    return views


def _moved(pictures: Tensor, size: int) -> Tensor:
    count = len(pictures)
    zoom = _between(pictures, 0.6, 1.12)
    angle = _between(pictures, -0.16, 0.16)
    mirror = _between(pictures, -1.0, 1.0).sign()
    stretch = _between(pictures, 0.88, 1.14)
    shift = (1 - zoom).clamp_min(0.04)
    theta = torch.zeros(count, 2, 3, device=pictures.device)
    theta[:, 0, 0], theta[:, 0, 1] = zoom * mirror * stretch * angle.cos(), -zoom * angle.sin()
    theta[:, 1, 0], theta[:, 1, 1] = zoom * mirror * angle.sin(), zoom / stretch * angle.cos()
    theta[:, :, 2] = _between(pictures, -1, 1, 2) * shift[:, None]
    grid = functional.affine_grid(theta, [count, 3, size, size], align_corners=False)
    # What is outside the picture is 0, the neutral ground.
    return functional.grid_sample(pictures, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _relit(views: Tensor) -> Tensor:
    plain = views * 0.5 + 0.5
    ground = (plain - GROUND).abs().amax(1, keepdim=True) <= NEAR_GROUND
    gain = _between(views, 0.7, 1.25, 1, 1, 1) * _between(views, 0.96, 1.04, 3, 1, 1)
    contrast = _between(views, 0.8, 1.2, 1, 1, 1)
    middle = plain.mean((2, 3), keepdim=True)
    lit = ((plain - middle) * contrast + middle) * gain
    return torch.where(ground, plain, lit.clamp(0, 1)) * 2 - 1


def _between(pictures: Tensor, low: float, high: float, *shape: int) -> Tensor:
    """Even chances (n, …) between two numbers, of their own for each of some pictures (n, …) and beside them."""
    return torch.empty(len(pictures), *shape, device=pictures.device).uniform_(low, high)
