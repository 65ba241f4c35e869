"""Packages films: a scratch folder, ffmpeg, a rename, then the row. What is on show stays until that is done."""

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop

from catalog.services import runtime_follow
from playback.media import encode, extras, ladder
from playback.media.packager import Made, Order, film_of, hls_make
from playback.media.probe import Probe
from playback.models import Video
from playback.services.embedded import subtitles_from_file
from playback.services.files import film_settle, packaging_keep, scratch_remove
from playback.services.ingest import film_probe
from trendflix.core.errors import UserError, room_check
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

FORMAT = 6
"""Raise when the packaging itself changes; films are then packaged anew."""
NOTE = "package.json"
ADRIFT = 0.25
"""Seconds by which a file may be wrong about its own length before the packaging's is believed."""


def video_package_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Package the film ``job.subject_id`` as ``job.parameters`` say (``highest``, ``quality``; else as before).

    Does nothing where the same packaging is there already, whole.
    """
    try:
        return _packaged(job, progress)
    finally:
        film_settle(job.subject_id)


def _packaged(job: Job, progress: Progress) -> dict[str, Any]:
    video = Video.objects.filter(pk=job.subject_id).first()
    if video is None or not video.source:
        raise UserError(gettext("Film %(number)s has no file any more.") % {"number": job.subject_id})
    plan = ladder.plan_of(job.parameters or video.package.get("plan", {}))
    found = film_probe(Path(video.source.path), video.original_name)
    key = package_key(video, ladder.ladder(found.width, found.height, plan), plan)
    folder = video.folder / "hls" / key
    scratch_remove(folder.parent)
    packaging_keep(folder)
    note = _note(folder)
    if note is None or _is_worth_another_try(note):
        note = _package(video, found, plan, folder, progress)
    _show(video, key, note, plan)
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
    """Make a packaging in a scratch folder of its own, which is gone afterwards, and put it in its place."""
    scratch = folder.with_name(f".{folder.name}-{uuid.uuid4().hex[:8]}")
    scratch.mkdir(parents=True)
    try:
        note = _make(video, found, plan, scratch, progress)
        room_check(scratch)
        (scratch / NOTE).write_text(json.dumps(note), encoding="utf-8")
        _swap(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return note


def _make(video: Video, found: Probe, plan: ladder.Plan, scratch: Path, progress: Progress) -> dict[str, Any]:
    progress(gettext_noop("looking at the film"), 0.0)
    source = Path(video.source.path)
    film = film_of(source, found)
    if film.seconds > settings.FILM_MAX_SECONDS:
        raise UserError(
            gettext("%(name)s: %(seconds)s h is longer than is allowed.")
            % {"name": video.original_name, "seconds": number_format(film.seconds / 3600, 1)}
        )
    rungs = ladder.ladder(film.look.width, film.look.height, plan)
    order = Order(film, rungs, list(found.sounds), ladder.QUALITIES[plan.quality], scratch)
    progress(gettext_noop("packaging"), 0.0)
    made = hls_make(order, lambda part: progress(gettext_noop("packaging"), part))
    made.failed += [asdict(one) | {"lasting": True} for one in found.lost]
    made.notes[:0] = found.notes
    extra = _extras(scratch, made, progress)
    subtitles_from_file(video, source, found.texts, made.failed, progress)
    return made.as_json() | extra | {"picture": list(found.picture.notes)}


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
    fields: dict[str, Any] = {"package_key": key, "renditions": note["rungs"], "package": package}
    if abs(note["seconds"] - video.duration) > ADRIFT:
        fields["duration"] = note["seconds"]
    if Video.objects.filter(pk=video.pk, sha256=video.sha256).update(**fields):
        runtime_follow(video.title_id, video.duration, fields.get("duration", video.duration))
