"""The curve that sets the floor, and known answers of a film of which it is written down what is worn."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from playback.models import Video
from shopping.matching.calibration import Answer
from shopping.matching.curve import Point, curve
from shopping.matching.film_answers import of_film
from shopping.models import Product
from tests.shopping.matching.test_calibration import answers, matched

__all__ = ["matched"]
CATALOGUE = "shopping.management.commands.calibrate_matches.of_catalogue"


def truth(path: Path, *worn: str, end: float = 4.0) -> Path:
    """A file that says what is worn in the first seconds of a film."""
    shot = {"start": 0.0, "end": end, "worn": [{"item_group_id": one, "id": one} for one in worn]}
    path.write_text(json.dumps({"shots": [shot]}))
    return path


def test_a_higher_floor_shows_less_and_what_it_shows_is_counted() -> None:
    known = [Answer(score, score > 0.3, "a") for score in (0.1, 0.2, 0.31, 0.4)]
    points = curve(known, 0.31)
    assert points[0] == Point(0.1, 4, 2, 0.5, 1.0)
    assert Point(0.31, 2, 2, 1.0, 0.5) in points and points[-1] == Point(0.4, 1, 1, 1.0, 0.25)


@pytest.mark.django_db
def test_the_command_prints_the_curve_as_a_table_and_as_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(CATALOGUE, lambda pictures: answers())
    call_command("calibrate_matches", "--from", "catalogue", "--table")
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["floor", "shown", "right", "precision", "share"] and len(rows) == 21
    call_command("calibrate_matches", "--from", "catalogue", "--dry-run")
    report = json.loads(capsys.readouterr().out)
    (at_floor,) = [one for one in report["curve"] if one["floor"] == report["floor"]]
    assert (
        at_floor["precision"] >= 0.8 and f"{report['floor']:.3f}" == [row for row in rows if "<" in row][0].split()[0]
    )


@pytest.mark.django_db
def test_matches_of_the_style_or_colour_that_is_worn_are_right(matched: Video, tmp_path: Path) -> None:
    Product.objects.filter(product_id="P1").update(item_group_id="P1", color="red")
    Product.objects.filter(product_id="P2").update(item_group_id="P2", color="dark red")
    found = of_film(matched, truth(tmp_path / "truth.json", "P1"))
    assert sorted(one.is_right for one in found) == [False, True]
    assert of_film(matched, truth(tmp_path / "truth.json", "P1", end=0.2)) == [], "nobody is there so long"
    with pytest.raises(CommandError, match="wants --film"):
        call_command("calibrate_matches", "--from", "film")
