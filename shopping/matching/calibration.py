"""What a cosine is worth: the chance that a person would call a product a match of what is worn.

Chances are a logistic function of the cosine (Platt 1999), fitted to known answers of one embedder. Its floor is the
least cosine down to which four of five known answers are right; suggestions below it are kept, and not shown.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings

from trendflix.core.errors import UserError
from trendflix.core.folders import replacing
from vision.types import AnyArray

PRECISION = 0.8
"""Part of the known answers at and above the floor that are right."""
MIN_ANSWERS = 40
"""Known answers that a fit needs, and of each kind a quarter of it."""
SLACK = 0.02
"""How far below ``PRECISION`` the held-out precision of a new fit may lie."""
FILE = "calibration.json"
STEPS, RIDGE = 60, 1e-6


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic function of the cosine, .5 at ``middle``; below ``floor`` nothing is shown."""

    slope: float
    middle: float
    floor: float

    def chance(self, score: float) -> float:
        """The chance (0..1) that a match of this cosine is right."""
        return 1 / (1 + math.exp(-self.slope * (score - self.middle)))

    def score_of(self, chance: float) -> float:
        """The cosine of a chance, which is kept off 0 and 1."""
        kept = min(max(chance, 1e-6), 1 - 1e-6)
        return self.middle + math.log(kept / (1 - kept)) / self.slope


BUNDLED = {"look-2:clip:ed4c0677d9d5": Calibration(5.57, 0.18, 0.34)}
"""By the embedder's stamp; fitted to 54 garments of films and photos (``docs/decisions.md``)."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A match that is known to be right or wrong: its cosine, and what it is a match of, which folds keep together."""

    score: float
    is_right: bool
    of: str


def calibrations() -> dict[str, Calibration]:
    """Embedder stamp → calibration: the bundled ones and those fitted here. Others have none, and no floor."""
    path = _file()
    try:
        return BUNDLED | _fitted(str(path), path.stat().st_mtime_ns)
    except OSError:
        return BUNDLED


def chance_of(model: str, score: float) -> float | None:
    """The chance that a match of this cosine is right; ``None`` for an embedder that is not calibrated."""
    known = calibrations().get(model)
    return None if known is None else known.chance(score)


def is_shown(model: str, score: float) -> bool:
    """Whether a suggestion of this cosine is good enough to be shown."""
    known = calibrations().get(model)
    return known is None or score >= known.floor


def calibration_save(model: str, calibration: Calibration) -> None:
    """Keep a fit for all processes of this site."""
    kept = {name: asdict(one) for name, one in calibrations().items() if name not in BUNDLED or one != BUNDLED[name]}
    with replacing(_file()) as scratch:
        scratch.write_text(json.dumps(kept | {model: asdict(calibration)}), encoding="utf-8")


def _file() -> Path:
    return Path(settings.DATA) / FILE


@lru_cache(maxsize=2)
def _fitted(path: str, _changed: int) -> dict[str, Calibration]:
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
        return {model: Calibration(**fields) for model, fields in data.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise UserError(f"{path}: is no calibration; remove it, or run calibrate_matches again.") from error


def fit(answers: Sequence[Answer]) -> Calibration:
    """Fit to known answers. Raises ``UserError`` where they are too few, or never right often enough."""
    right = sum(one.is_right for one in answers)
    if min(len(answers), 4 * right, 4 * (len(answers) - right)) < MIN_ANSWERS:
        raise UserError(f"{len(answers)} known answers, {right} of them right, are too few to calibrate by.")
    scores = np.array([one.score for one in answers])
    hits = np.array([one.is_right for one in answers], dtype=float)
    slope, offset = _logistic(scores, hits)
    return Calibration(round(slope, 3), round(-offset / slope, 4), round(floor_of(scores, hits), 4))


def _logistic(scores: AnyArray, hits: AnyArray) -> tuple[float, float]:
    """Slope and offset by Newton's method, with Platt's targets, which keep the slope finite."""
    right = hits.sum()
    targets = np.where(hits > 0, (right + 1) / (right + 2), 1 / (len(hits) - right + 2))
    rows = np.stack([scores, np.ones_like(scores)], axis=1)
    weights = np.zeros(2)
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        curvature = rows.T @ (rows * (chances * (1 - chances))[:, None]) + RIDGE * np.eye(2)
        weights -= np.linalg.solve(curvature, rows.T @ (chances - targets))
    return float(weights[0]), float(weights[1])


def floor_of(scores: AnyArray, hits: AnyArray) -> float:
    """The least score at and above which ``PRECISION`` of the answers are right; at least a quarter of ``MIN_ANSWERS``.

    Raises ``UserError`` where there is none.
    """
    order = np.argsort(-scores, kind="stable")
    precision = np.cumsum(hits[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    if not len(enough) or enough[-1] + 1 < MIN_ANSWERS // 4:
        raise UserError(f"At no score {PRECISION:.0%} of the known answers are right; nothing was changed.")
    return float(scores[order][enough[-1]])


@dataclass(frozen=True, slots=True)
class Quality:
    """What fits reach on answers they were not fitted to."""

    precision: float
    """Part of the answers above the floor that are right."""
    shown: float
    """Part of the answers that are above it."""
    error: float
    """Expected calibration error (Guo et al. 2017) in ten bins."""
    log_loss: float = 0.0
    """Mean negative log likelihood of what is right and wrong: less is better, sharp and calibrated both."""

    def is_better_than(self, other: "Quality") -> bool:
        """Whether it foretells better, and keeps the precision that the floor promises or the other's."""
        return self.log_loss < other.log_loss and self.precision >= min(PRECISION - SLACK, other.precision)


def cross_validated(answers: Sequence[Answer], folds: int = 5) -> Quality:
    """Fit to all folds but one and measure on that one; all answers of one thing are in one fold."""
    names = sorted({one.of for one in answers})
    fold_of = {name: number % folds for number, name in enumerate(names)}
    rows: list[Row] = []
    for fold in range(folds):
        fitted = fit([one for one in answers if fold_of[one.of] != fold])
        rows += _rows(fitted, [one for one in answers if fold_of[one.of] == fold])
    return _quality(rows)


def measured(calibration: Calibration, answers: Sequence[Answer]) -> Quality:
    """What a calibration that was fitted to other answers reaches on these."""
    return _quality(_rows(calibration, answers))


Row = tuple[float, bool, bool]
"""The chance, whether it was right, whether it is shown."""


def _rows(calibration: Calibration, answers: Sequence[Answer]) -> list[Row]:
    return [(calibration.chance(one.score), one.is_right, one.score >= calibration.floor) for one in answers]


def _quality(rows: Sequence[Row]) -> Quality:
    chances, hits, shown = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    precision = float((hits * shown).sum() / max(shown.sum(), 1))
    kept = np.clip(chances, 1e-6, 1 - 1e-6)
    loss = -float((hits * np.log(kept) + (1 - hits) * np.log(1 - kept)).mean())
    error = round(_error(chances, hits), 3)
    return Quality(round(precision, 3), round(float(shown.mean()), 3), error, round(loss, 4))


def _error(chances: AnyArray, hits: AnyArray) -> float:
    bins = np.minimum((chances * 10).astype(int), 9)
    parts = [(bins == number) for number in range(10)]
    return float(sum(abs(chances[part].mean() - hits[part].mean()) * part.mean() for part in parts if part.any()))
