"""The percentage of a whole job, from where its stages are."""

import pytest

from tests.jobs.conftest import Handler
from trendflix.jobs import stages
from trendflix.jobs.claims import job_claim
from trendflix.jobs.models import Job
from trendflix.jobs.progress import RowProgress
from trendflix.jobs.services import job_queue
from trendflix.jobs.stages import register_stages, whole


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind of job, of two stages."""
    monkeypatch.setattr(stages, "_shares", {})
    register_stages("second", {"looking": 3, "saving": 1})


def test_each_stage_is_its_part_of_the_whole() -> None:
    parts = [("looking", 0.0), ("looking", 1.0), ("saving", 0.0), ("saving", 0.5), ("saving", 1.0)]
    assert [whole("second", *part) for part in parts] == [0.0, 0.75, 0.75, 0.875, 1.0]


def test_what_is_done_once_more_or_was_not_told_stands_still() -> None:
    assert whole("second", "looking", 0.2, before=0.8) == 0.8 and whole("second", "dreaming", 0.5, before=0.4) == 0.4


def test_a_kind_whose_stages_nobody_told_shows_the_stage() -> None:
    assert whole("other", "looking", 0.3, before=0.9) == 0.3


@pytest.mark.django_db
def test_the_row_never_shows_less_than_it_did(handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trendflix.jobs.progress.WRITE_EVERY_SECONDS", 0.0)
    job = job_claim(job_queue("second", 1).pk)
    assert job is not None
    progress, seen = RowProgress(job), []
    for stage, fraction in [("looking", 0.5), ("looking", 1.0), ("saving", 0.0), ("looking", 0.1), ("saving", 1.0)]:
        progress(stage, fraction)
        seen.append(Job.objects.get().percent)
    assert seen == sorted(seen) and seen[0] == 37.5 and seen[-1] == 100
