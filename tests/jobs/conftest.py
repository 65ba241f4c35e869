"""A pipeline of toy steps, so that the runner is tested apart from films and feeds."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from trendflix.jobs import kinds, pausing, pausing_all, reaper, registry, runner, services
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

Handler = Callable[[Job, Progress], dict[str, Any]]


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the jobs that a worker was told about."""
    ids: list[int] = []
    for module in (services, reaper, runner, pausing, pausing_all):
        monkeypatch.setattr(module, "job_wake", lambda job: ids.append(job.pk))
    return ids


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch, woken: list[int]) -> dict[str, Handler]:
    """Handlers by kind; "first" is followed by "second"."""
    chosen: dict[str, Handler] = {"first": lambda job, progress: {}, "second": lambda job, progress: {}}

    def second(job: Job) -> Iterable[registry.Request]:
        yield "second", job.subject_id, {}

    named = {name: kinds.JobKind(name, "unused") for name in ("first", "second", "sweep", "package")}
    monkeypatch.setattr(kinds, "_kinds", named)
    monkeypatch.setattr(registry, "_followers", {"first": second})
    monkeypatch.setattr(runner, "_handler", lambda job: chosen[job.kind])
    return chosen
