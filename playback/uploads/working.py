"""The work on an uploaded film, for people: paused, resumed, stopped, done again."""

from playback.uploads.models import FilmUpload
from playback.uploads.selectors import WORK
from playback.uploads.services import add_job, film_add_again
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_pause, job_resume
from trendflix.jobs.selectors import jobs_of
from trendflix.jobs.services import job_cancel, job_retry


def work_pause(film: FilmUpload) -> None:
    """Ask what is done on a film to pause."""
    for job in _jobs(film):
        job_pause(job)


def work_resume(film: FilmUpload) -> None:
    """Let what is paused on a film go on."""
    for job in _jobs(film):
        job_resume(job)


def work_stop(film: FilmUpload) -> None:
    """Ask what is done on a film to stop."""
    for job in _jobs(film):
        if job.is_open:
            job_cancel(job)


def work_again(film: FilmUpload) -> None:
    """Enqueue again what failed or was stopped; what follows it comes by itself."""
    if film.state != FilmUpload.State.ADDED:
        film_add_again(film)
        return
    ended = [job for job in _jobs(film) if job.status in (Job.Status.FAILED, Job.Status.CANCELLED)]
    for job in ended[:1]:
        job_retry(job)


def _jobs(film: FilmUpload) -> list[Job]:
    """The newest of each kind, in the order in which they are done."""
    if film.state != FilmUpload.State.ADDED:
        job = add_job(film.pk)
        return [job] if job else []
    found = jobs_of(WORK, film.video_id or 0)
    return [found[kind] for kind in WORK if kind in found]
