"""A small logistic model of what a site's reviewers approve, learnt from their decisions; used only where it is better.

Five numbers of a match go in; the measure is the log loss on garments that it was not learnt from, beside that of the
cosine alone, fitted on the same folds (``calibration``).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shopping.matching.facts import Facts, facts_of
from shopping.models import Match
from trendflix.core.errors import UserError
from trendflix.core.folders import replacing
from vision.language.palette import Palette, PaletteColour, palette_from_json
from vision.types import AnyArray

NAMES = (_("likeness"), _("colour distance"), _("same category"), _("price"), _("boost"))
FILE = "ranking.json"
MIN_DECISIONS, MIN_OF_A_KIND = 100, 25
MIN_GAIN = 0.02
"""Part of the log loss that must be saved on held-out garments."""
FOLDS, STEPS, RIDGE = 5, 60, 1.0
NO_COLOUR = 0.35
"""The colour distance where one of the two is not known: about the mean of known ones."""
FAR = 100.0
"""CIELAB distance that counts as 1."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Weights of the standardised features and the constant; ``slope`` and ``middle`` lead from logit to cosine."""

    weights: tuple[float, ...]
    constant: float
    means: tuple[float, ...]
    scales: tuple[float, ...]
    slope: float
    middle: float

    def logit(self, row: Sequence[float]) -> float:
        """The log odds that a person approves a match of these features."""
        parts = zip(row, self.means, self.scales, self.weights, strict=True)
        return self.constant + sum(weight * (value - mean) / scale for value, mean, scale, weight in parts)

    def as_cosine(self, row: Sequence[float]) -> float:
        """The cosine that by itself would be as likely approved."""
        return self.middle + self.logit(row) / self.slope


@dataclass(frozen=True, slots=True)
class Measure:
    """On garments that were held out: log loss and the part of pairs put in the right order, with and without it."""

    decisions: int
    approved: int
    log_loss: float
    log_loss_of_score: float
    in_order: float
    in_order_of_score: float

    @property
    def is_better(self) -> bool:
        """Whether it saves enough, and puts no fewer pairs in order."""
        saved = 1 - self.log_loss / max(self.log_loss_of_score, 1e-9)
        return saved >= MIN_GAIN and self.in_order >= self.in_order_of_score


def features(score: float, category: str, palette: Palette, facts: Facts) -> tuple[float, ...]:
    """The numbers of a match, as ``NAMES`` says."""
    distance = colour_distance(palette, facts.palette)
    return (score, distance, float(category == facts.category), math.log1p(float(facts.price)), facts.boost)


def colour_distance(worn: Palette, sold: Palette) -> float:
    """0 (the same) to 1: the mean CIELAB distance of each worn colour to the nearest sold one, by its share."""
    if not worn or not sold:
        return NO_COLOUR
    there, total = np.array([_lab(colour) for colour in sold]), sum(colour.share for colour in worn)
    nearest = [np.linalg.norm(there - np.array(_lab(colour)), axis=1).min() * colour.share for colour in worn]
    return min(1.0, float(sum(nearest)) / max(total, 1e-9) / FAR)


def _lab(colour: PaletteColour) -> tuple[float, float, float]:
    return colour.lightness, colour.a, colour.b


@dataclass(frozen=True, slots=True)
class Decided:
    """Features (n, 5), whether each was approved (n,), and the garment of each (n,)."""

    rows: AnyArray
    approved: AnyArray
    garments: AnyArray


def decided(model: str) -> Decided:
    """What people decided on garments with vectors of an embedder."""
    found = Match.objects.filter(garment__model=model).exclude(status=Match.Status.SUGGESTED).exclude(score=0.0)
    fields = ("garment_id", "product_id", "score", "status", "garment__category", "garment__palette")
    listed = list(found.order_by("pk").values_list(*fields))
    facts = facts_of(row[1] for row in listed)
    known = [row for row in listed if row[1] in facts]
    rows = [features(score, kind, palette_from_json(p), facts[pk]) for _, pk, score, _, kind, p in known]
    approved = [row[3] != Match.Status.REJECTED for row in known]
    return Decided(np.array(rows).reshape(-1, len(NAMES)), np.array(approved, float), np.array([r[0] for r in known]))


def learn(data: Decided) -> tuple[Ranking, Measure]:
    """Learn, and measure by folds of garments. Raises ``UserError`` where the decisions are too few."""
    approved, count = int(data.approved.sum()), len(data.approved)
    if count < MIN_DECISIONS or min(approved, count - approved) < MIN_OF_A_KIND:
        raise UserError(
            f"{count} decisions, {approved} of them for the product, are too few to learn from: {MIN_DECISIONS} are"
            f" needed, and {MIN_OF_A_KIND} of each kind."
        )
    return _fit(data.rows, data.approved), _measure(data)


def _fit(rows: AnyArray, approved: AnyArray) -> Ranking:
    means, scales = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-6)
    weights = _logistic((rows - means) / scales, approved)
    alone = _logistic(((rows - means) / scales)[:, :1], approved)
    slope = max(float(alone[0] / scales[0]), 1e-3)
    middle = float(means[0] - alone[1] / slope)
    numbers = [tuple(round(float(value), 6) for value in values) for values in (weights[:-1], means, scales)]
    return Ranking(numbers[0], round(float(weights[-1]), 6), numbers[1], numbers[2], slope, middle)


def _logistic(rows: AnyArray, approved: AnyArray) -> AnyArray:
    """Weights (d + 1,), the constant last, by Newton's method; all but the constant are held small."""
    padded = np.hstack([rows, np.ones((len(rows), 1))])
    held = RIDGE * np.diag([1.0] * rows.shape[1] + [1e-6])
    weights = np.zeros(padded.shape[1])
    for _step in range(STEPS):
        chances = _chances(padded @ weights)
        curvature = padded.T @ (padded * (chances * (1 - chances))[:, None]) + held
        weights -= np.linalg.solve(curvature, padded.T @ (chances - approved) + held @ weights)
    return np.asarray(weights)


def _chances(logits: AnyArray) -> AnyArray:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def _measure(data: Decided) -> Measure:
    """Each garment's decisions are foretold by what was learnt from the others."""
    folds = np.unique(data.garments, return_inverse=True)[1] % FOLDS
    full, alone = np.zeros(len(folds)), np.zeros(len(folds))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any() and (~held).any():
            means, scales = data.rows[~held].mean(axis=0), np.maximum(data.rows[~held].std(axis=0), 1e-6)
            rows = (data.rows - means) / scales
            for foretold, width in ((full, len(NAMES)), (alone, 1)):
                weights = _logistic(rows[~held, :width], data.approved[~held])
                foretold[held] = rows[held, :width] @ weights[:-1] + weights[-1]
    losses = [round(_log_loss(logits, data.approved), 4) for logits in (full, alone)]
    orders = [round(_in_order(logits, data.approved), 4) for logits in (full, alone)]
    return Measure(len(folds), int(data.approved.sum()), losses[0], losses[1], orders[0], orders[1])


def _log_loss(logits: AnyArray, approved: AnyArray) -> float:
    chances = np.clip(_chances(logits), 1e-6, 1 - 1e-6)
    return float(-(approved * np.log(chances) + (1 - approved) * np.log(1 - chances)).mean())


def _in_order(logits: AnyArray, approved: AnyArray) -> float:
    """The part of pairs of an approved and a rejected one that are in order (the area under the ROC curve)."""
    right, wrong = logits[approved > 0], np.sort(logits[approved == 0])
    below, upto = np.searchsorted(wrong, right, "left"), np.searchsorted(wrong, right, "right")
    return float(((below + upto) / 2).mean() / len(wrong))


def ranking_save(model: str, ranking: Ranking, measure: Measure) -> bool:
    """Keep what was learnt with its measure; it is used where that is better. Whether it is."""
    made = timezone.now().isoformat(timespec="seconds")
    kept = states() | {
        model: {"ranking": asdict(ranking), "measure": asdict(measure), "used": measure.is_better, "made": made}
    }
    with replacing(_file()) as scratch:
        scratch.write_text(json.dumps(kept), encoding="utf-8")
    return measure.is_better


def ranking_of(model: str) -> Ranking | None:
    """What is in use for an embedder's garments, or ``None``."""
    state = states().get(model)
    if not state or not state["used"]:
        return None
    kept = state["ranking"]
    numbers = [tuple(kept[name]) for name in ("weights", "means", "scales")]
    return Ranking(numbers[0], kept["constant"], numbers[1], numbers[2], kept["slope"], kept["middle"])


def states() -> dict[str, Any]:
    """Embedder stamp → what was learnt last: ranking, measure, whether it is used, when it was made."""
    path = _file()
    try:
        return _read(str(path), path.stat().st_mtime_ns)
    except OSError:
        return {}


def state_of() -> dict[str, Any] | None:
    """The newest, as people read it, or ``None`` where nothing was learnt yet."""
    newest = max(states().values(), key=lambda state: str(state["made"]), default=None)
    if newest is None:
        return None
    weights = zip(NAMES, newest["ranking"]["weights"], strict=True)
    found: dict[str, Any] = newest["measure"] | {"used": newest["used"], "made": newest["made"]}
    return found | {"weights": list(weights)}


def _file() -> Path:
    return Path(settings.DATA) / FILE


@lru_cache(maxsize=2)
def _read(path: str, _changed: int) -> dict[str, Any]:
    try:
        found = json.loads(Path(path).read_text(encoding="utf-8"))
        return {model: state for model, state in found.items() if state["ranking"] and state["measure"]}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UserError(f"{path}: is nothing that was learnt; remove it, or run learn_ranking again.") from error
