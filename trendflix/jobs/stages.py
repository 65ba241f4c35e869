"""How much of a whole job each of its stages is, so that its percentage rises from 0 to 100 once and never falls."""

from collections.abc import Mapping
from itertools import accumulate

_shares: dict[str, dict[str, tuple[float, float]]] = {}


def register_stages(kind: str, stages: Mapping[str, float]) -> None:
    """Say which stages the jobs of a kind go through, in order, and about how long each takes beside the others."""
    total = sum(stages.values())
    ends = list(accumulate(weight / total for weight in stages.values()))
    _shares[kind] = dict(zip(stages, zip([0.0, *ends], ends, strict=False), strict=True))


def whole(kind: str, stage: str, fraction: float, before: float = 0.0) -> float:
    """The part of a job that is done, 0..1, where ``fraction`` of a stage is; never less than ``before``.

    Of a kind whose stages nobody told it is the fraction; a stage that nobody told stands still.
    """
    if kind not in _shares:
        return fraction
    start, end = _shares[kind].get(stage, (before, before))
    return max(before, start + (end - start) * fraction)
