"""The order of a garment's candidates: likeness first, then sense, boosts and what breaks ties.

Which styles are candidates is decided by likeness alone (``candidates``), so that what a change of the products can
touch stays known; here they are put in order. Nothing is left out: what makes no sense, and the second picture of one
style, stand at the end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shopping.matching.calibration import is_shown
from shopping.matching.candidates import Candidate
from shopping.matching.facts import Facts
from shopping.matching.ranking import Ranking, features
from vision.language.colour_names import Palette

TIE = 0.005
"""Orders that differ less are a tie: in stock, then cheaper, then newer comes first."""
AXES = {"gender": 0.03, "age": 0.05, "season": 0.02}
"""What a candidate loses that is of the other gender, age or season than the rest says."""
MIN_SHARE, MIN_TOLD = 0.75, 3
"""Part of the candidates that must agree, by weight, and how many must tell at all."""


@dataclass(frozen=True, slots=True)
class Worn:
    """What is known of a garment: its category, its measured colours, and the embedder's stamp on its vector."""

    category: str
    palette: Palette = ()
    model: str = ""


def ordered(
    worn: Worn, found: Sequence[Candidate], facts: Mapping[int, Facts], learnt: Ranking | None
) -> list[Candidate]:
    """Candidates of a garment, best first; those of which no facts are known come as they were."""
    known = [one for one in found if one.product_pk in facts]
    sure = [one for one in known if is_shown(worn.model, one.score)]
    values = _values(worn, known, facts, learnt)
    for axis, loss in AXES.items():
        for one in _odd(known, sure, facts, axis):
            values[one.product_pk] -= loss
    best = sorted(known, key=lambda one: _key(one, values[one.product_pk], facts[one.product_pk]))
    first, again = _by_picture(best, facts)
    return [*first, *again, *(one for one in found if one.product_pk not in facts)]


def _values(
    worn: Worn, found: Sequence[Candidate], facts: Mapping[int, Facts], learnt: Ranking | None
) -> dict[int, float]:
    """Product pk → likeness in cosine with its boost; by what was learnt where that is in use."""
    values = {one.product_pk: one.order + facts[one.product_pk].boost for one in found}
    if learnt is None:
        return values
    rows = {one.product_pk: features(one.score, worn.category, worn.palette, facts[one.product_pk]) for one in found}
    return {pk: learnt.as_cosine(row) + facts[pk].boost for pk, row in rows.items()}


def _odd(
    found: Sequence[Candidate], sure: Sequence[Candidate], facts: Mapping[int, Facts], axis: str
) -> list[Candidate]:
    """Candidates that are of the other side than most of the sure ones, on an axis of −1 and 1.

    What hardly looks like the garment says nothing of who wears it.
    """
    sides = {one.product_pk: getattr(facts[one.product_pk], axis) for one in found}
    told = [one for one in sure if sides[one.product_pk]]
    total = sum(max(0.0, one.score) ** 2 for one in told)
    if len(told) < MIN_TOLD or not total:
        return []
    lean = sum(sides[one.product_pk] * max(0.0, one.score) ** 2 for one in told) / total
    if abs(lean) < 2 * MIN_SHARE - 1:
        return []
    return [one for one in found if sides[one.product_pk] * lean < 0]


def _key(one: Candidate, value: float, facts: Facts) -> tuple[float | int, ...]:
    return (-round(value / TIE), not facts.in_stock, float(facts.price), -facts.created, one.product_pk)


def _by_picture(best: Sequence[Candidate], facts: Mapping[int, Facts]) -> tuple[list[Candidate], list[Candidate]]:
    """Candidates with a picture that none before has, and the others."""
    seen: set[str] = set()
    first: list[Candidate] = []
    again: list[Candidate] = []
    for one in best:
        picture = facts[one.product_pk].picture
        (again if picture and picture in seen else first).append(one)
        seen.add(picture)
    return first, again
