"""Packages films: a scratch folder, ffmpeg, a rename, then the row. What is on show stays until that is done."""

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from playback import encode, extras, ladder
from playback.models import Video
from playback.packager import Made, Order, film_of, hls_make
from playback.probe import Probe
from playback.services.ingest import film_probe
from playback.services.subtitles import subtitles_from_file
from trendflix.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_queue_later

FORMAT = 6
"""Raise when the packaging itself changes; films are then packaged anew."""
NOTE = "package.json"
ADRIFT = 0.25
"""Seconds by which a file may be wrong about its own length before the packaging's is believed."""


def video_package_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Package the film ``job.subject_id`` as ``job.parameters`` say (``highest``, ``quality``; else as before).

    Does nothing where the same packaging is there already, whole.
    """
    video = Video.objects.filter(pk=job.subject_id).first()
    if video is None or not video.source:
        raise UserError(f"Film {job.subject_id} has no file any more.")
    plan = ladder.plan_of(job.parameters or video.package.get("plan", {}))
    found = film_probe(Path(video.source.path), video.original_name)
    key = package_key(video, ladder.ladder(found.width, found.height, plan), plan)
    folder = video.folder / "hls" / key
    note = _note(folder)
    if note is None or _is_worth_another_try(note):
        note = _package(video, found, plan, folder, progress)
    _show(video, key, note, plan)
    _sweep(video, folder)
    return {
        "key": key,
        "renditions": len(note["rungs"]),
        "seconds": note["seconds"],
        "failed": note["failed"],
        "notes": note["notes"],
    }


def package_key(video: Video, rungs: list[ladder.Rendition], plan: ladder.Plan) -> str:
    """Names a packaging by the file and all that shapes the result."""
    rungs_shape = [asdict(rung) for rung in rungs]
    shape = [FORMAT, video.sha256, rungs_shape, plan.quality, encode.SEGMENT_SECONDS, encode.KEY_FRAME_SECONDS]
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:16]


def _note(folder: Path) -> dict[str, Any] | None:
    """What the packaging in a folder says of itself; ``None`` where there is none."""
    try:
        note: dict[str, Any] = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note


def _is_worth_another_try(note: dict[str, Any]) -> bool:
    """Whether a part is missing that is not missing for good."""
    return any(not one.get("lasting") for one in note["failed"])


def _package(video: Video, found: Probe, plan: ladder.Plan, folder: Path, progress: Progress) -> dict[str, Any]:
    scratch = folder.with_name(f".{folder.name}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    progress("looking at the film", 0.0)
    source = Path(video.source.path)
    film = film_of(source, found)
    if film.seconds > settings.FILM_MAX_SECONDS:
        raise UserError(f"{video.original_name}: {film.seconds / 3600:.1f} h is longer than is allowed.")
    rungs = ladder.ladder(film.look.width, film.look.height, plan)
    order = Order(film, rungs, list(found.sounds), ladder.QUALITIES[plan.quality], scratch)
    progress("packaging", 0.0)
    made = hls_make(order, lambda part: progress("packaging", part))
    made.failed += [asdict(one) | {"lasting": True} for one in found.lost]
    made.notes[:0] = found.notes
    extra = _extras(scratch, made, progress)
    subtitles_from_file(video, source, found.texts, made.failed, progress)
    note = made.as_json() | extra | {"picture": list(found.picture.notes)}
    (scratch / NOTE).write_text(json.dumps(note), encoding="utf-8")
    _swap(scratch, folder)
    return note


def _extras(folder: Path, made: Made, progress: Progress) -> dict[str, bool]:
    """Make what the film can be watched without; what fails is noted."""
    default = next((number for number, sound in enumerate(made.sounds) if sound.is_default), 0)
    sound = f"audio{default}" if made.sounds else ""

    def tried(part: str, make: Callable[[Callable[[float], None]], object]) -> bool:
        try:
            make(lambda done: progress(part, done))
        except UserError as error:
            made.failed.append({"part": part, "error": str(error)})
            return False
        return True

    return {
        "progressive": tried(
            "progressive", lambda r: extras.progressive_make(folder, made.rungs, sound, made.seconds, r)
        ),
        "thumbnails": tried("thumbnails", lambda r: extras.thumbnails_make(folder, made.rungs, made.seconds, r)),
        "still": tried("still", lambda r: extras.still_make(folder, made.rungs, made.seconds)),
    }


def _swap(scratch: Path, folder: Path) -> None:
    """Put a packaging in its place; an incomplete one of the same name makes room in the same moment."""
    old = folder.with_name(f".old-{uuid.uuid4().hex}")
    if folder.exists():
        folder.rename(old)
    scratch.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _show(video: Video, key: str, note: dict[str, Any], plan: ladder.Plan) -> None:
    """Let the row point to the packaging, unless another file has come meanwhile."""
    package = {
        "plan": plan.as_json(),
        "audio": note["sounds"],
        "progressive": note["progressive"],
        "thumbnails": note["thumbnails"],
        "failed": note["failed"],
        "notes": note["notes"],
        "picture": note.get("picture", []),
    }
    fields = {"package_key": key, "renditions": note["rungs"], "package": package}
    if abs(note["seconds"] - video.duration) > ADRIFT:
        fields["duration"] = note["seconds"]
    Video.objects.filter(pk=video.pk, sha256=video.sha256).update(**fields)


def _sweep(video: Video, folder: Path) -> None:
    """Remove older packagings and what dead workers left; the one on show until now goes when its addresses expire."""
    keep = {folder.name, video.package_key}
    for old in (video.folder / "hls").iterdir():
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)
    if video.package_key not in ("", folder.name):
        after = timedelta(seconds=settings.STREAM_URL_SECONDS)
        job_queue_later("sweep", video.pk, after, key=video.package_key)


def video_sweep_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Remove a packaging that another one has replaced."""
    video, key = Video.objects.filter(pk=job.subject_id).first(), str(job.parameters.get("key", ""))
    if video is None or not key.isalnum() or key == video.package_key:
        return {"removed": False}
    folder = video.folder / "hls" / key
    there = folder.is_dir()
    shutil.rmtree(folder, ignore_errors=True)
    return {"removed": there}
