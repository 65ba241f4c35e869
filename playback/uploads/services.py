"""Begins uploads, takes their bytes, and hands whole films over to the job that adds them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from playback.uploads.accepting import HEAD, file_check, head_check
from playback.uploads.errors import Conflict, NoRoom, TooLarge, WrongType
from playback.uploads.limits import quota_check, room_check
from playback.uploads.models import FilmUpload, UploadFile
from playback.uploads.parts import Digest, part_append, part_create, part_locked, part_offset, part_path, part_remove
from trendflix.core.errors import disk_full
from trendflix.core.names import readable
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_queue

State = FilmUpload.State
KEPT_DAYS = 30
"""For so long a film that was added stays in the list of its uploader."""
MAX_LISTED = 255


@transaction.atomic
def upload_create(
    owner_id: int,
    name: str,
    size: int,
    role: str = UploadFile.Role.FILM,
    *,
    film: FilmUpload | None = None,
    modified: int = 0,
    head: bytes = b"",
) -> UploadFile:
    """Begin an upload of ``size`` bytes; ``head`` is its beginning, where the client tells it.

    Raises ``Refused`` where it is of a kind that is not taken, or too large for the site, its owner's quota or the
    disk; then nothing is kept.
    """
    name = readable(name.replace("\\", "/").rsplit("/", 1)[-1])[:MAX_LISTED] or "film"
    file_check(name, role, size)
    if head:
        head_check(name, role, head[:HEAD])
    get_user_model()._default_manager.select_for_update().get(pk=owner_id)  # one after the other, so that quotas hold
    quota_check(owner_id, size, name)
    room_check(size, name)
    upload = UploadFile.objects.create(
        owner_id=owner_id, film=film, role=role, name=name, size=size, modified=modified, expires=expiry()
    )
    part_create(upload.pk)
    return upload


def upload_append(
    upload: UploadFile,
    offset: int,
    length: int,
    read: Callable[[int], bytes],
    checksum: tuple[Digest, bytes] | None = None,
) -> int:
    """Append ``length`` bytes at ``offset`` (that of the client, which must be ours); the offset after that.

    Raises ``Conflict`` at another offset, ``TooLarge`` past the announced size, ``Busy`` while another request writes,
    and ``WrongType`` where the first bytes are not those of the kind of file: then the upload is gone.
    """
    try:
        with part_locked(upload.pk) as part:
            there = part_offset(upload.pk)
            if offset != there:
                told = gettext("The server has %(there)d bytes, not %(offset)d.")
                raise Conflict(told % {"there": there, "offset": offset})
            if offset + length > upload.size:
                raise TooLarge(gettext("%(name)s: more bytes than were announced.") % {"name": upload.name})
            after = part_append(part, read, length, check=_head_checker(upload, there), checksum=checksum)
    except WrongType:
        upload_remove(upload)
        raise
    except OSError as fault:
        if full := disk_full(fault, upload.name):
            raise NoRoom(str(full)) from fault
        raise
    UploadFile.objects.filter(pk=upload.pk).update(expires=expiry())
    upload_end(upload, after)
    return after


def upload_end(upload: UploadFile, offset: int) -> None:
    """Hand over the film of an upload whose last byte has arrived; done again, it changes nothing."""
    if offset == upload.size and upload.film_id:
        film_hand_over(upload.film_id)


def _head_checker(upload: UploadFile, before: int) -> Callable[[int], None]:
    """What looks at the beginning of the file once it is there, and not again."""
    wanted = min(HEAD, upload.size)
    state = {"known": before >= wanted}

    def check(offset: int) -> None:
        if state["known"] or offset < wanted:
            return
        state["known"] = True
        with part_path(upload.pk).open("rb") as part:
            head_check(upload.name, upload.role, part.read(HEAD))

    return check


def upload_remove(upload: UploadFile) -> None:
    """End an upload; of a film its subtitles and pictures go with it."""
    film, pk = upload.film, upload.pk
    if film is not None and upload.role == UploadFile.Role.FILM:
        film_remove(film)
        return
    upload.delete()
    part_remove(pk)
    if film is not None:
        _expect_fewer(film.pk)


@transaction.atomic
def _expect_fewer(film_id: int) -> None:
    """A film does not wait for a file that was cancelled."""
    film = FilmUpload.objects.select_for_update().filter(pk=film_id).first()
    if film is not None and film.files_expected > 1:
        film.files_expected -= 1
        film.save(update_fields=["files_expected"])
    film_hand_over(film_id)


def film_remove(film: FilmUpload) -> None:
    """Take a film off the list; what was uploaded of it and is not in the library yet is removed.

    Raises ``Conflict`` while it is being added.
    """
    if film.state == State.ADDING and add_job(film.pk, is_open=True):
        raise Conflict(gettext("%(name)s is being added; stop that first.") % {"name": film})
    parts = list(film.files.values_list("pk", flat=True))
    film.delete()
    for pk in parts:
        part_remove(pk)


def needed(film: FilmUpload) -> list[str]:
    """The fields that a film lacks to be added."""
    if film.kind == FilmUpload.Kind.FILM:
        return [] if film.name.strip() else ["name"]
    return [name for name in ("show", "season", "number") if getattr(film, name) in (None, "")]


@transaction.atomic
def film_hand_over(film_id: int) -> bool:
    """Enqueue the adding of a film whose files are all there; whether that was done. Asked twice, it is done once."""
    film = FilmUpload.objects.select_for_update().filter(pk=film_id, state=State.UPLOADING).first()
    if film is None or needed(film) or not _is_whole(film):
        return False
    FilmUpload.objects.filter(pk=film.pk).update(state=State.ADDING)
    job_queue("add_film", film.pk)
    return True


def _is_whole(film: FilmUpload) -> bool:
    files = list(film.files.all())
    return len(files) >= film.files_expected and all(part_offset(one.pk) == one.size for one in files)


def add_job(film_id: int, *, is_open: bool = False) -> Job | None:
    """The newest job that adds a film; with ``is_open`` only one that has not ended."""
    jobs = Job.objects.filter(kind="add_film", subject_id=film_id).order_by("-id")
    return (jobs.filter(status__in=Job.OPEN) if is_open else jobs).first()


def film_add_again(film: FilmUpload) -> None:
    """Enqueue once more the adding that failed or was stopped. Raises ``Conflict`` where there is nothing to add."""
    if film.state != State.ADDING or not film.files.exists():
        raise Conflict(gettext("%(name)s: there is nothing to add any more; choose its file again.") % {"name": film})
    job_queue("add_film", film.pk)


def is_editable(film: FilmUpload) -> bool:
    """Whether it is still open which title a film becomes."""
    return film.state == State.UPLOADING or (film.state == State.ADDING and add_job(film.pk, is_open=True) is None)


def uploads_expire_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Remove uploads that nobody went on with in time, and films from the list that were added long ago."""
    now, films, files = timezone.now(), set(), 0
    for upload in UploadFile.objects.filter(expires__lt=now).select_related("film").order_by("pk"):
        if upload.film is not None and upload.film.state == State.ADDING and add_job(upload.film_id or 0, is_open=True):
            continue
        files += 1
        if upload.film_id:
            films.add(upload.film_id)
        part_remove(upload.pk)
        upload.delete()
    FilmUpload.objects.filter(pk__in=films, files=None).exclude(state=State.ADDED).delete()
    old = FilmUpload.objects.filter(state=State.ADDED, created__lt=now - timedelta(days=KEPT_DAYS))
    return {"files": files, "films": old.delete()[0]}


def expiry() -> datetime:
    """When an upload that something was done for just now is given up."""
    return timezone.now() + timedelta(hours=settings.UPLOAD_HOURS)
