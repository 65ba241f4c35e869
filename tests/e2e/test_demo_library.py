"""What is worn in the demo film finds its product in the demo shop, with the models that this project carries."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sites import ROOT, environment
from trendflix.demo import film
from trendflix.demo.story import FILMS, LAST_FERRY

AMONG_FIRST = 3

pytestmark = pytest.mark.site


def manage(demo: Path, *words: str) -> str:
    """What a command of the seeded site prints."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment(demo), capture_output=True, timeout=60, check=True)
    return done.stdout.decode()


def on_screen(timeline: dict[str, Any], shot: dict[str, Any]) -> list[dict[str, Any]]:
    """Garments that are seen for at least half a second of a shot."""
    return [
        garment
        for garment in timeline["garments"]
        if sum(max(0.0, min(a["end"], shot["end"]) - max(a["start"], shot["start"])) for a in garment["appearances"])
        >= 0.5
    ]


def test_what_is_worn_finds_its_product(timeline: dict[str, Any]) -> None:
    rows, found = 0, 0
    for shot in film.truth(LAST_FERRY):
        here = on_screen(timeline, shot)
        for worn in shot["worn"]:
            rows += 1
            found += any(
                worn["item_group_id"] in [match["item_group_id"] for match in garment["matches"][:AMONG_FIRST]]
                for garment in here
            )
    assert rows == 22 and found / rows >= 0.8, f"{found} of {rows}"


def test_no_more_than_eight_garments_a_shot(timeline: dict[str, Any]) -> None:
    assert max(len(on_screen(timeline, shot)) for shot in film.truth(LAST_FERRY)) <= 8


def test_shots_of_the_film_are_found_where_it_cuts(timeline: dict[str, Any]) -> None:
    edges = {round(a["start"], 1) for garment in timeline["garments"] for a in garment["appearances"]}
    assert {8.0, 16.0, 24.0, 31.0} <= edges


def test_seeding_again_changes_nothing(demo: Path) -> None:
    command = [sys.executable, "manage.py", "seed_demo", "--wait"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(demo), capture_output=True, text=True, timeout=60, check=True
    )
    assert "there already" in done.stdout
    assert len(FILMS) == 2 and oct((demo / "admin-password.txt").stat().st_mode)[-3:] == "600"
