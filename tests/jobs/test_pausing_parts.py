"""Pausing jobs that are split, and waiting for a paused job."""

from typing import Any

import pytest

from tests.jobs.conftest import Handler
from trendflix.core.console import Reporter
from trendflix.jobs import services, waiting
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.progress import Progress
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db


def split(job: Job, progress: Progress) -> dict[str, Any]:
    """Two parts, then their number."""
    if not job.children.exists():
        raise services.job_split(job, [{}, {}], "second")
    return {"done": job.children.filter(status=Job.Status.DONE).count()}


def states() -> list[str]:
    """Of the parent, then of its parts."""
    return list(Job.objects.order_by("part").values_list("status", flat=True))


@pytest.mark.parametrize("is_early", [False, True], ids=["while it waits", "while it splits"])
def test_a_split_job_pauses_and_goes_on_with_its_parts(handlers: dict[str, Handler], is_early: bool) -> None:
    def pausing(job: Job, progress: Progress) -> dict[str, Any]:
        if is_early and not job.children.exists():
            job_pause(job)
        return split(job, progress)

    handlers["first"] = pausing
    job = services.job_queue("first", 1)
    job_run(job.pk)
    if not is_early:
        job_run(job.children.get(part=1).pk)
        job_pause(job)
    assert states() == ["paused", "paused" if is_early else "done", "paused"]
    job_resume(job)
    assert states() == ["waiting", "queued" if is_early else "done", "queued"]
    assert waiting.run_to_end(job)[0].result == {"done": 2}


def test_a_split_job_whose_parts_end_while_it_is_paused_goes_on_when_resumed(handlers: dict[str, Handler]) -> None:
    handlers["first"] = split
    job = services.job_queue("first", 1)
    job_run(job.pk)
    job_pause(job)
    Job.objects.filter(parent=job).update(status=Job.Status.DONE)
    job_resume(job)
    assert states()[0] == Job.Status.QUEUED


def test_who_waits_for_a_paused_job_is_told_so_once(
    handlers: dict[str, Handler], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    job, polls = services.job_queue("second", 3), iter(range(3))
    job_pause(job)

    def sleep(seconds: float) -> None:
        if next(polls) == 2:
            job_resume(job)

    monkeypatch.setattr("time.sleep", sleep)
    assert waiting.run_to_end(job, Reporter())[0].status == Job.Status.DONE
    assert capsys.readouterr().err == "second is paused, until somebody lets it go on …\n"
