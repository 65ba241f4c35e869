"""Takes film files in: read and copied outside of any transaction, then a rename, then the rows."""

import errno
import fcntl
import hashlib
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from catalog.models import Title
from catalog.services import runtime_follow
from playback.media.probe import Probe, probe
from playback.models import Video
from playback.services.chapters import chapters_from_file
from playback.services.files import film_settle
from playback.services.replacing import embedded_leave
from trendflix.core.errors import DiskFull, UserError, disk_full
from trendflix.core.names import readable
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.services import job_queue

CHUNK = 4 * 2**20
ABANDONED_AFTER = 60.0
"""Seconds after which a copy that no process holds is one that a dead process left."""
NO_LINKS = (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS)
"""What systems say where a file cannot have a second name: another disk, or one that knows no links."""


@dataclass(frozen=True, slots=True)
class Film:
    """A file that can be used: where it lies, what people call it, what it holds, and its SHA-256.

    ``link``: the file is the site's own, and is kept as another name of the same bytes where the disk can do that.
    """

    source: Path
    name: str
    probe: Probe
    digest: str
    link: bool = False


def film_probe(path: Path, name: str) -> Probe:
    """``probe`` under the site's limits."""
    return probe(path, name, max_bytes=settings.FILM_MAX_BYTES, max_seconds=settings.FILM_MAX_SECONDS)


def film_hash(path: Path, progress: Progress = silent) -> str:
    """SHA-256 of a file, read in pieces."""
    return _read(path, lambda piece: None, "reading the file", progress)


def film_read(source: Path, name: str = "", progress: Progress = silent) -> Film:
    """Look into a file and hash it; nothing is written. Raises ``UserError`` where it cannot be used."""
    name = readable(Path(name or source.name).name) or "film"
    if not source.is_file():
        raise UserError(gettext("%(name)s: there is no such file.") % {"name": name})
    try:
        return Film(source, name, film_probe(source, name), film_hash(source, progress))
    except OSError as error:
        raise UserError(
            gettext("%(name)s: the file cannot be read (%(reason)s).") % {"name": name, "reason": error.strerror}
        ) from error


def video_ingest(
    title: Title, source: Path, name: str = "", progress: Progress = silent, *, link: bool = False
) -> tuple[Video, Job]:
    """Probe a film, keep a copy of it under the title, and enqueue its packaging.

    The same file again enqueues the packaging again, which finds its work done. Another file takes the
    place of the title's film. ``link`` as for ``Film``. Raises ``UserError`` where the file cannot be used or the disk
    is full; then nothing is written.
    """
    if not title.is_playable:
        raise UserError(gettext("%(name)s is a show; films go to its episodes.") % {"name": title.name})
    film = replace(film_read(source, name, progress), link=link)
    video = Video.objects.filter(title=title).first()
    if video is not None and is_kept(video, film):
        return video, job_queue("package", video.pk)
    with film_copy(film, progress) as copy:
        return film_attach(title, film, copy)


def is_kept(video: Video, film: Film) -> bool:
    """Whether this very file is the one behind ``video``."""
    return video.sha256 == film.digest and (Path(settings.MEDIA_ROOT) / (video.source.name or "none")).is_file()


@contextmanager
def film_copy(film: Film, progress: Progress = silent) -> Iterator[Path]:
    """A copy of a film on the site's disk, gone afterwards unless it was renamed; locked, so that others leave it be.

    Raises ``DiskFull``, also before a byte is copied where it cannot fit.
    """
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    copy = folder / f"{uuid.uuid4().hex}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _abandoned_remove(folder)
        with _linked(film, copy) as is_linked:
            if is_linked:
                yield copy
                return
        _room_check(film, folder)
        with copy.open("xb") as out:
            fcntl.flock(out, fcntl.LOCK_EX)
            digest = _read(film.source, out.write, "keeping the film", progress)
            out.flush()
            if digest != film.digest:
                raise UserError(gettext("%(name)s: the file changed while it was read.") % {"name": film.name})
            yield copy
    except OSError as fault:
        raise disk_full(fault, film.name) or UserError(
            gettext("%(name)s: it cannot be kept (%(fault)s).") % {"name": film.name, "fault": fault}
        ) from fault
    finally:
        copy.unlink(missing_ok=True)


@contextmanager
def _linked(film: Film, copy: Path) -> Iterator[bool]:
    """Link a film that asks for it; whether that worked. The bytes are locked first: the link is as old as they are."""
    if not film.link:
        yield False
        return
    with film.source.open("rb") as source:
        fcntl.flock(source, fcntl.LOCK_EX)
        try:
            copy.hardlink_to(film.source)
        except OSError as fault:
            if fault.errno not in NO_LINKS:
                raise
            yield False
        else:
            yield True


def film_attach(title: Title, film: Film, copy: Path, *, replace: bool = True) -> tuple[Video, Job]:
    """Make a copy of a film the one behind a title, and enqueue its packaging.

    Of several at once the last wins, whole; without ``replace`` a title that has another film keeps it (``UserError``).
    Where anything fails, no file and no row is left that was not there before.
    """
    try:
        video, made = Video.objects.get_or_create(title=title)
    except IntegrityError as error:
        raise UserError(
            gettext("%(name)s: its title was deleted while it was copied.") % {"name": film.name}
        ) from error
    kept = video.folder / "source" / f"{film.digest[:32]}-{uuid.uuid4().hex[:8]}.film"
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        copy.rename(kept)
        video, job, left = _write(video.pk, film, kept, replace)
    except BaseException:
        kept.unlink(missing_ok=True)
        with suppress(OSError):  # folders that hold what others put there stay
            kept.parent.rmdir()
            video.folder.rmdir()
        if made:
            Video.objects.filter(pk=video.pk, sha256="").delete()
        raise
    transaction.on_commit(partial(_leave, video.pk, left))
    return video, job


def _leave(video_id: int, files: list[Path]) -> None:
    """Remove what no row names any more; the packaging that was on show stays while it may be watched."""
    for path in files:
        path.unlink(missing_ok=True)
    film_settle(video_id)


@transaction.atomic
def _write(video_id: int, film: Film, kept: Path, replace: bool) -> tuple[Video, Job, list[Path]]:
    """The rows of a film that lies at ``kept``; returns the files that they named until now, too."""
    video = Video.objects.select_for_update().filter(pk=video_id).first()
    if video is None:
        raise UserError(gettext("%(name)s: its title was deleted while it was copied.") % {"name": film.name})
    if not replace and video.sha256 not in ("", film.digest):
        raise UserError(
            gettext("%(name)s: %(title)s was given another film meanwhile.") % {"name": film.name, "title": video.title}
        )
    left = embedded_leave(video)
    left += [Path(video.source.path)] if video.source else []
    before = video.duration
    _describe(video, film, kept)
    runtime_follow(video.title_id, before, video.duration)
    chapters_from_file(video, film.probe.chapters)
    return video, job_queue("package", video.pk), left


def _describe(video: Video, film: Film, kept: Path) -> None:
    """Write what a file holds. A packaging of the file before plays on, with its length, until there is a new one."""
    found = film.probe
    video.source.name = str(kept.relative_to(settings.MEDIA_ROOT))
    video.sha256, video.original_name, video.size = film.digest, film.name[:255], kept.stat().st_size
    video.sound_edits = {}
    video.duration = video.duration if video.is_ready else found.duration
    video.width, video.height = found.width, found.height
    video.frame_rate, video.has_audio, video.probe = found.frame_rate, found.has_audio, found.as_json()
    video.save()


def _read(path: Path, take: Callable[[bytes], object], stage: str, progress: Progress) -> str:
    """Give a file piece by piece to ``take``; its SHA-256."""
    digest, size, done = hashlib.sha256(), max(1, path.stat().st_size), 0
    with path.open("rb") as film:
        while piece := film.read(CHUNK):
            digest.update(piece)
            take(piece)
            done += len(piece)
            progress(stage, done / size)
    return digest.hexdigest()


def _room_check(film: Film, folder: Path) -> None:
    needed, free = film.source.stat().st_size, shutil.disk_usage(folder).free
    if needed > free:
        room = f"{needed / 2**20:.0f} MiB are needed, {free / 2**20:.0f} MiB are left"
        raise DiskFull(
            gettext("%(name)s: the disk is full: %(room)s; make room and try again.")
            % {"name": film.name, "room": room}
        )


def _abandoned_remove(folder: Path) -> None:
    """Remove the copies of processes that died: those that nobody has locked."""
    for path in folder.glob("*.part"):
        with suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if time.time() - path.stat().st_mtime > ABANDONED_AFTER:
                path.unlink()
