"""What the page of uploads shows, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from playback.models import Video
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import part_path
from playback.uploads.permissions import Person, films_of, may_publish
from playback.uploads.services import needed
from trendflix.jobs.kinds import label_of
from trendflix.jobs.models import Job

SHOWN = 100
"""Films on the page, the newest first."""
WORK = ("package", "artwork", "analyse", "match")
Jobs = dict[tuple[str, int], Job]
FIELDS = ("id", "state", "kind", "name", "year", "show", "season", "number", "last_number", "replace", "notes")


def uploads_shown(person: Person) -> dict[str, Any]:
    """``films``: what somebody has uploaded, with files, jobs and links; ``open``: whether any of it moves."""
    rows = films_of(person).select_related("owner", "video__title__season__show").prefetch_related("files")
    films = in_order(rows.order_by("-id")[:SHOWN])
    jobs = _jobs(films)
    publishes = may_publish(person)
    shown = [_film(film, jobs, person, publishes) for film in films]
    return {"films": shown, "open": any(_moves(one) for one in shown)}


def in_order(films: Iterable[FilmUpload]) -> list[FilmUpload]:
    """The newest first, but the episodes of a season together and by number, where the newest of them stands."""
    together: dict[object, list[FilmUpload]] = {}
    for film in films:
        is_placed = film.kind == FilmUpload.Kind.EPISODE and film.show and film.season is not None
        place = (film.owner_id, film.show, film.season) if is_placed else film.pk
        together.setdefault(place, []).append(film)
    return [film for some in together.values() for film in sorted(some, key=lambda one: (one.number or 0, one.pk))]


def _jobs(films: Sequence[FilmUpload]) -> Jobs:
    """The newest job of each kind on each film, in two queries."""
    of_uploads = Job.objects.filter(kind="add_film", subject_id__in=[film.pk for film in films])
    videos = [film.video_id for film in films if film.video_id]
    of_videos = Job.objects.filter(kind__in=WORK, subject_id__in=videos)
    return {(job.kind, job.subject_id): job for rows in (of_uploads, of_videos) for job in rows.order_by("id")}


def _film(film: FilmUpload, jobs: Jobs, person: Person, publishes: bool) -> dict[str, Any]:
    work = [jobs[key] for key in _keys(film) if key in jobs]
    is_busy = any(job.is_open for job in work)
    return {
        **{name: getattr(film, name) for name in FIELDS},
        "owner": film.owner.get_username() if film.owner_id != person.pk else "",
        "needed": needed(film) if film.state == FilmUpload.State.UPLOADING else [],
        "editable": film.state == FilmUpload.State.UPLOADING or (film.state == FilmUpload.State.ADDING and not is_busy),
        "files": [file_shown(file) for file in film.files.all()],
        "jobs": [_job(job) for job in work],
        "title": _title(film.video, publishes) if film.video else None,
    }


def _keys(film: FilmUpload) -> list[tuple[str, int]]:
    if film.state == FilmUpload.State.ADDED:
        return [(kind, film.video_id or 0) for kind in WORK]
    return [("add_film", film.pk)] if film.state == FilmUpload.State.ADDING else []


def file_shown(file: UploadFile) -> dict[str, Any]:
    """A file and how much of it has arrived, in bytes; -1: its part is lost."""
    try:
        offset = part_path(file.pk).stat().st_size
    except FileNotFoundError:
        offset = -1
    return {
        "id": str(file.pk),
        "role": file.role,
        "role_shown": file.get_role_display(),
        "name": file.name,
        "size": file.size,
        "modified": file.modified,
        "offset": offset,
        "url": address_of(file.pk),
    }


def address_of(pk: UUID) -> str:
    """Where an upload's bytes are sent."""
    return reverse("admin:uploads_tus_file", args=[pk])


def _job(job: Job) -> dict[str, Any]:
    return {
        "id": job.pk,
        "kind": job.kind,
        "label": label_of(job.kind),
        "status": job.status,
        "status_shown": job.get_status_display(),
        "percent": 100.0 if job.status == Job.Status.DONE else round(job.percent, 1),
        "stage": job.stage_shown,
        "left": job.time_left,
        "error": job.error,
        "pausing": job.pause_requested and job.is_open,
        "stopping": job.cancel_requested and job.is_open,
        "url": _page("jobs_job_change", job.pk),
    }


def _title(video: Video, publishes: bool) -> dict[str, Any]:
    title = video.title
    show = title.season.show if title.season else None
    picture = title.still if show and title.still else title.poster or title.still
    return {
        "name": str(title),
        "url": _page("catalog_title_change", title.pk),
        "film": _page("playback_video_change", video.pk),
        "artwork": _page("playback_video_artwork", video.pk),
        "watch": reverse("watch", args=[title.slug]) if video.is_ready else "",
        "poster": picture.url if picture else "",
        "wide": bool(picture) and picture == title.still,
        "published": title.published and (show is None or show.published),
        "publishes": publishes,
    }


def _page(name: str, pk: int) -> str:
    """A page of the admin; empty where there is none."""
    try:
        return reverse(f"admin:{name}", args=[pk])
    except NoReverseMatch:
        return ""


def _moves(shown: dict[str, Any]) -> bool:
    """Whether the server does something on a film that the page should show."""
    jobs = shown["jobs"]
    return any(job["status"] in Job.OPEN for job in jobs) or (shown["state"] == FilmUpload.State.ADDING and not jobs)
