"""Takes a film file into the house."""

import hashlib
import shutil
import uuid
from pathlib import Path

from django.conf import settings
from django.db import transaction

from catalog.models import Title
from playback.models import Video
from playback.probe import Probe, probe
from playback.services.chapters import chapters_from_file
from playback.services.subtitles import subtitle_remove
from trendflix.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.services import job_queue

CHUNK = 4 * 2**20


def film_probe(path: Path, name: str) -> Probe:
    """``probe`` under the site's limits."""
    return probe(path, name, max_bytes=settings.FILM_MAX_BYTES, max_seconds=settings.FILM_MAX_SECONDS)


def film_hash(path: Path, progress: Progress = silent) -> str:
    """SHA-256 of a file, read in pieces."""
    digest, size, done = hashlib.sha256(), max(1, path.stat().st_size), 0
    with path.open("rb") as film:
        while piece := film.read(CHUNK):
            digest.update(piece)
            done += len(piece)
            progress("reading the file", done / size)
    return digest.hexdigest()


def video_ingest(title: Title, source: Path, name: str = "", progress: Progress = silent) -> tuple[Video, Job]:
    """Probe a film, keep a copy of it under the title, and owe its packaging.

    The same file again changes nothing but owes the packaging again, which finds its work done. Raises ``UserError``
    where the file cannot be used; then nothing is written.
    """
    name = Path(name or source.name).name
    if not title.is_playable:
        raise UserError(f"{title.name} is a show; films go to its episodes.")
    if not source.is_file():
        raise UserError(f"{name}: there is no such file.")
    found = film_probe(source, name)
    digest = film_hash(source, progress)
    with transaction.atomic():
        video, _ = Video.objects.select_for_update().get_or_create(title=title)
        if video.sha256 != digest or not _stored(video).exists():
            _store(video, source, digest)
            _describe(video, found, digest, name)
            chapters_from_file(video, found.chapters)
            for track in video.subtitles.filter(stream__isnull=False):
                subtitle_remove(track)
        job = job_queue("package", video.pk)
    return video, job


def _stored(video: Video) -> Path:
    return Path(settings.MEDIA_ROOT) / (video.source.name or "none")


def _store(video: Video, source: Path, digest: str) -> None:
    """Copy beside the final place and rename, so that a crash leaves no half a film under its name."""
    folder = video.folder / "source"
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{digest[:32]}.film"
    if not final.exists():
        scratch = folder / f".{uuid.uuid4().hex}"
        try:
            shutil.copyfile(source, scratch)
            scratch.replace(final)
        finally:
            scratch.unlink(missing_ok=True)
    video.source.name = str(final.relative_to(settings.MEDIA_ROOT))


def _describe(video: Video, found: Probe, digest: str, name: str) -> None:
    video.sha256, video.original_name = digest, name[:255]
    video.size = video.source.size
    video.duration, video.width, video.height = found.duration, found.width, found.height
    video.frame_rate, video.has_audio, video.probe = found.frame_rate, found.has_audio, found.as_json()
    video.package_key, video.renditions, video.package = "", [], {}
    video.save()
