"""The job that adds an uploaded film to the library: its title, its file (kept as it lies), subtitles and pictures."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from playback.models import Video
from playback.services.adding import Added, Wanted, film_add
from playback.services.ingest import film_read
from playback.services.subtitles import subtitle_add
from playback.uploads.artwork import picture_use
from playback.uploads.describing import LATE
from playback.uploads.following import title_follow
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import part_path, part_remove
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

Role = UploadFile.Role


def film_add_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Add the film of the upload ``job.subject_id``; its titles are not published.

    A file that is no film is removed with all that came with it. Where the title cannot be (an episode that has a film
    already), everything stays for another try. Killed in the middle, it ends what it began.
    """
    upload = FilmUpload.objects.filter(pk=job.subject_id, video=None).first()
    if upload is None:
        return {"added": False}
    video, note = _film(upload, progress)
    notes = [note] if note else []
    for file in upload.files.exclude(role=Role.FILM):
        notes += _beside(video, file)
    files = _settle(upload, video, notes)
    for pk in files:
        part_remove(pk)
    typed = {name: getattr(upload, name) for name in LATE}
    upload.refresh_from_db()
    title_follow(upload, [name for name, value in typed.items() if getattr(upload, name) != value])
    return {"added": True, "video": video.pk, "notes": notes}


def wanted_of(upload: FilmUpload) -> Wanted:
    """What was typed of an upload, as the service takes it."""
    if upload.kind == FilmUpload.Kind.FILM:
        return Wanted(upload.name, upload.year, replace=upload.replace, publish=False)
    return Wanted(
        upload.name,
        upload.year,
        upload.show,
        upload.season,
        upload.number,
        replace=upload.replace,
        last_episode=upload.last_number,
        publish=False,
    )


def _film(upload: FilmUpload, progress: Progress) -> tuple[Video, str]:
    file = upload.files.filter(role=Role.FILM).first()
    if file is None or not part_path(file.pk).is_file():
        return _known(upload)
    try:
        film = film_read(part_path(file.pk), file.name, progress)
    except UserError:
        _discard(upload)
        raise
    FilmUpload.objects.filter(pk=upload.pk).update(sha256=film.digest)
    added: Added = film_add(wanted_of(upload), replace(film, link=True), progress)
    return added.video, added.note


def _known(upload: FilmUpload) -> tuple[Video, str]:
    """The film that a run before this one added, before it was killed."""
    video = Video.objects.filter(sha256=upload.sha256).order_by("-pk").first() if upload.sha256 else None
    if video is None:
        raise UserError(gettext("%(name)s: its file is not on the server any more.") % {"name": upload})
    return video, ""


def _discard(upload: FilmUpload) -> None:
    """Remove the files of what cannot be used; the row says why until it is taken off the list."""
    files = list(upload.files.values_list("pk", flat=True))
    upload.files.all().delete()
    for pk in files:
        part_remove(pk)


def _beside(video: Video, file: UploadFile) -> list[str]:
    """Use subtitles or a picture; what is to be told of it."""
    try:
        if file.role == Role.SUBTITLES:
            track = subtitle_add(video, part_path(file.pk).read_bytes(), file.name)
            return [f"{file.name}: {words}" for words in track.warnings]
        picture_use(video.title, file)
    except FileNotFoundError:
        return [gettext("%(name)s: its file is not on the server any more.") % {"name": file.name}]
    except UserError as error:
        return [str(error)]
    return []


@transaction.atomic
def _settle(upload: FilmUpload, video: Video, notes: list[str]) -> list[Any]:
    """Write what became of an upload; its files, which can be removed once that is committed."""
    values = {"state": FilmUpload.State.ADDED, "video": video, "notes": notes}
    FilmUpload.objects.filter(pk=upload.pk).update(**values)
    files = list(upload.files.values_list("pk", flat=True))
    upload.files.all().delete()
    return files
