"""Kills at every stage: which moments are chosen, and what is seen as another result."""

import subprocess
import sys
from pathlib import Path

import pytest

from trendflix.bench.faults import kills
from trendflix.bench.faults.places import places, taken
from trendflix.bench.faults.plan import MAX_LOSSES, MOMENTS, Plan
from trendflix.bench.faults.site import Seen, Site
from trendflix.core.errors import UserError


def seen(kind: str, stage: str, losses: int = 0, status: str = "running") -> Seen:
    """A job of the watch."""
    return Seen(1, kind, status, stage, losses)


def test_a_moment_is_hit_once_in_a_round_and_again_when_all_others_were() -> None:
    plan = Plan()
    looking = ("analyse", "looking")
    assert plan.next_of([seen(*looking)]) == looking
    plan.hit(looking)
    assert plan.next_of([seen(*looking)]) is None
    assert all(plan.wants(one) for one in MOMENTS if one != looking)
    plan.end_round()
    assert all(plan.wants(one) for one in MOMENTS)  # the others went by unseen, and are not waited for


def test_what_was_hit_more_often_waits_for_the_others() -> None:
    plan = Plan()
    plan.hits.update(dict.fromkeys(MOMENTS, 1))
    plan.hits["analyse", "looking"] = 2
    assert [one for one in MOMENTS if not plan.wants(one)] == [("analyse", "looking")]


def test_moments_that_were_never_hit_are_named() -> None:
    plan = Plan()
    plan.hits.update(dict.fromkeys(MOMENTS[2:], 1))
    assert plan.never == ["upload: its beginning", "add_film: its beginning"]


def test_only_running_jobs_are_killed_and_none_so_often_that_it_is_given_up() -> None:
    plan = Plan()
    assert plan.next_of([seen("match", "", status="queued"), seen("match", "", losses=MAX_LOSSES)]) is None
    assert plan.next_of([seen("match", "", losses=MAX_LOSSES - 1)]) == ("match", "")


def test_every_broker_is_tried_with_every_database() -> None:
    names = [one.name for one in places("redis://r", "postgresql://p")]
    assert sorted(names) == [
        "PostgreSQL and filesystem",
        "PostgreSQL and redis",
        "SQLite and filesystem",
        "SQLite and redis",
    ]
    assert [one.name for one in places("", "")] == ["SQLite and filesystem"]


def test_services_that_are_not_there_are_named() -> None:
    for place in places("redis://127.0.0.1:9/0", "postgresql://x@127.0.0.1:9/x"):
        if place.name == "SQLite and filesystem":
            continue
        with pytest.raises(UserError, match="127.0.0.1"), taken(place):
            pass


def test_another_result_is_said_with_its_place() -> None:
    found = kills.Found()
    wanted = {"films": [{"garments": [1, 2]}], "files": {"a": 1}, "unnamed": []}
    other = {"films": [{"garments": [1, 3]}], "files": {"a": 1, "b": 2}, "unnamed": ["/x"]}
    kills._compare(wanted, other, places("", "")[0], found)
    assert (found.different, found.left_over) == (3, 1)
    assert "SQLite and filesystem: other films: [0]/garments[1]: 2 → 3" in found.troubles
    assert any("/b: None → 2" in line for line in found.troubles)


def test_processes_that_outlive_a_site_are_found(tmp_path: Path) -> None:
    site = Site(tmp_path / "site", {})
    left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], env=site.environment)
    try:
        assert any("time.sleep(60)" in line for line in site.left_running())
    finally:
        left.kill()
        left.wait()
    assert site.left_running() == []
