"""An analysis that is paused keeps how far it is."""

from pathlib import Path

import pytest

from catalog.models import Title
from playback.services import video_ingest, video_package_job
from tests.fakes import FakeEmbedder, FakeParser
from tests.films import make_film
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue
from vision.film import checkpoints
from vision.garbage import states_collect
from vision.nets import runtime
from vision.services import state_path


@pytest.mark.django_db
def test_a_paused_analysis_keeps_its_checkpoint_and_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film, _ = video_ingest(Title.objects.create(name="Reel", slug="reel"), make_film(tmp_path / "film.mp4"))
    video_package_job(Job(kind="package", subject_id=film.pk), lambda stage, part: None)
    monkeypatch.setattr(checkpoints, "EVERY_SECONDS", 0.0)
    monkeypatch.setattr("trendflix.jobs.progress.WRITE_EVERY_SECONDS", 0.0)
    job, parts = job_queue("analyse", film.pk), list[float]()

    def report(stage: str, part: float) -> None:
        if stage == "looking":
            parts.append(part)
        if state_path(film.pk).is_file() and len(parts) and not Job.objects.get(pk=job.pk).result:
            Job.objects.filter(pk=job.pk).update(result={"paused": "once"})
            job_pause(job)

    with runtime.use(parser=FakeParser(), embedder=FakeEmbedder()):
        paused = job_run(job.pk, report)
        assert paused is not None and (paused.status, paused.attempts) == (Job.Status.PAUSED, 0)
        assert state_path(film.pk).is_file() and list(states_collect()) == []
        seen, before = len(parts), paused.percent
        job_resume(job)
        done = job_run(job.pk, report)
    assert done is not None and (done.status, done.result["garments"], done.result["shots"]) == (Job.Status.DONE, 2, 2)
    assert min(parts[seen:]) > 0 and before > 0 and not state_path(film.pk).exists()
