"""What is learnt from decisions is measured on other garments, and used only where it is better."""

import json
from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from playback.models import Video
from shopping.matching import ranking
from shopping.matching.calibration import Answer, Calibration, cross_validated, measured
from shopping.matching.decisions import match_decide
from shopping.matching.ranking import Decided, colour_distance, learn, ranking_of, ranking_save, state_of
from shopping.matching.rules import rules_of
from shopping.models import Match
from tests.shopping.review.conftest import film
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from vision.language.palette import PaletteColour

__all__ = ["film"]
RED, NEAR_RED, BLUE = ((PaletteColour(*lab, 1.0),) for lab in ((50, 60, 40), (52, 58, 40), (30, 20, -60)))


def decisions(weight_of_colour: float, count: int = 600) -> Decided:
    """Decisions that follow from likeness and, by a weight, from how far colours are apart."""
    rng = np.random.default_rng(7)
    rows = np.column_stack(
        [rng.uniform(0, 0.8, count), rng.uniform(0, 1, count), rng.integers(0, 2, count), rng.uniform(2, 5, count)]
    )
    rows = np.hstack([rows, np.zeros((count, 1))])
    logits = 6 * (rows[:, 0] - 0.4) - weight_of_colour * (rows[:, 1] - 0.5)
    approved = (rng.uniform(size=count) < 1 / (1 + np.exp(-logits))).astype(float)
    return Decided(rows, approved, np.arange(count) // 6)


def test_what_decides_is_found_and_foretells_better_than_likeness() -> None:
    learnt, measure = learn(decisions(6.0))
    assert measure.is_better and measure.log_loss < 0.9 * measure.log_loss_of_score
    assert measure.in_order > measure.in_order_of_score
    assert learnt.weights[1] < -0.5 < abs(learnt.weights[3]) + 0.4
    assert learnt.as_cosine((0.5, 0.1, 1, 3, 0)) > learnt.as_cosine((0.5, 0.9, 1, 3, 0))


def test_where_nothing_but_likeness_decides_it_is_not_used(tmp_path: Any) -> None:
    learnt, measure = learn(decisions(0.0))
    assert not measure.is_better
    before = rules_of("m")
    assert ranking_save("m", learnt, measure) is False and ranking_of("m") is None and rules_of("m") == before
    state = state_of()
    assert state is not None and state["used"] is False and state["decisions"] == 600


def test_what_is_in_use_changes_the_rules_so_that_garments_are_matched_anew() -> None:
    learnt, measure = learn(decisions(6.0))
    before = rules_of("m")
    assert ranking_save("m", learnt, measure) and ranking_of("m") == learnt
    assert rules_of("m") != before and ranking_of("another") is None


@pytest.mark.parametrize("approved", [np.ones(600), np.zeros(600)])
def test_decisions_of_one_kind_are_too_few(approved: Any) -> None:
    data = decisions(1.0)
    with pytest.raises(UserError, match="too few to learn from"):
        learn(Decided(data.rows, approved, data.garments))


def test_a_damaged_file_is_named(settings: Any) -> None:
    (settings.DATA / ranking.FILE).write_text("[]")
    with pytest.raises(UserError, match="ranking.json: is nothing that was learnt"):
        ranking_of("m")


def test_colours_lie_apart_by_what_is_seen_of_them() -> None:
    assert colour_distance(RED, RED) == 0 < colour_distance(RED, NEAR_RED) < colour_distance(RED, BLUE) <= 1
    assert colour_distance(RED, (*BLUE, *RED)) == 0 and colour_distance((), RED) == ranking.NO_COLOUR


def test_the_command_learns_from_decisions_and_says_what_is_missing(
    film: Video, carol: User, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for match in Match.objects.all():
        match_decide(match, "approved" if match.rank == 1 else "rejected", carol)
    monkeypatch.setattr("vision.stamps.current", lambda: type("S", (), {"embedder": match.garment.model})())
    with pytest.raises(CommandError, match="12 decisions, 3 of them for the product"):
        call_command("learn_ranking")
    monkeypatch.setattr(ranking, "MIN_DECISIONS", 10)
    monkeypatch.setattr(ranking, "MIN_OF_A_KIND", 3)
    call_command("learn_ranking", "--dry-run")
    assert state_of() is None and not Job.objects.exists()
    call_command("learn_ranking")
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert report["decisions"] == 12 and report["approved"] == 3 and state_of() is not None
    assert Job.objects.get().kind == "match_changed"


def test_decisions_are_exported_as_positives_and_hard_negatives(
    film: Video, carol: User, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    first, second = Match.objects.order_by("pk")[:2]
    match_decide(first, "pinned", carol)
    match_decide(second, "rejected", carol)
    call_command("export_decisions", "--out", str(tmp_path / "decisions.jsonl"))
    rows = [json.loads(line) for line in (tmp_path / "decisions.jsonl").read_text().splitlines()]
    assert [row["label"] for row in rows] == ["positive", "hard_negative"]
    assert rows[0]["cutout"].endswith("garments/k/0.webp") and rows[0]["title"] == "reel"
    assert json.loads(capsys.readouterr().err) == {"positive": 1, "hard_negative": 1}
    call_command("export_decisions")
    assert len(capsys.readouterr().out.splitlines()) == 2
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_decisions", "--out", str(tmp_path))


def answers(middle: float) -> list[Answer]:
    """Answers whose chances are a logistic function of the score."""
    rng = np.random.default_rng(4)
    scores = rng.uniform(0, 1, 2000)
    right = rng.uniform(size=2000) < 1 / (1 + np.exp(-8 * (scores - middle)))
    return [Answer(float(s), bool(r), str(n % 200)) for n, (s, r) in enumerate(zip(scores, right, strict=True))]


def test_a_new_calibration_is_better_where_the_old_one_does_not_fit() -> None:
    fitted = cross_validated(answers(0.5))
    assert fitted.is_better_than(measured(Calibration(8.0, 0.1, 0.2), answers(0.5)))
    few = answers(0.5)[:200]
    assert not cross_validated(few).is_better_than(measured(Calibration(8.0, 0.5, 0.55), few))


@pytest.mark.django_db
def test_a_calibration_that_is_no_better_is_not_used(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vision.stamps.current", lambda: type("S", (), {"embedder": "m", "pictures": "p"})())
    command = "shopping.management.commands.calibrate_matches"
    monkeypatch.setattr(f"{command}.of_catalogue", lambda pictures: answers(0.5)[:200])
    right = {"m": Calibration(8.0, 0.5, 0.55)}
    monkeypatch.setattr(f"{command}.calibrations", lambda: right)
    call_command("calibrate_matches", "--from", "catalogue")
    report = json.loads(capsys.readouterr().out)
    assert (report["better"], report["used"]) == (False, False) and report["in_force"]["log_loss"] > 0
    call_command("calibrate_matches", "--from", "catalogue", "--force")
    assert json.loads(capsys.readouterr().out)["used"] is True
