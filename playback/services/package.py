"""Packages films: a scratch folder, ffmpeg, a rename, then the row. What is on show stays until that is done."""

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
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
from playback.services.replacing import embedded_left
from playback.services.sounds import NOTE, sounds_edited, sounds_write
from playback.tracks import is_replacing
from trendflix.core.errors import UserError, room_check
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

FORMAT = 6
"""Raise when the packaging itself changes; films are then packaged anew."""
FIRST_RUNG_SECONDS = 120.0
"""A film as long as that is on show with its smallest rung before the others are made."""
ADRIFT = 0.25
"""Seconds by which a file may be wrong about its own length before the packaging's is believed."""


@dataclass(frozen=True, slots=True)
class Task:
    """A film to package: what its file holds, how it is to be encoded, and what was asked for."""

    video: Video
    found: Probe
    film: encode.Film
    plan: ladder.Plan

    @property
    def rungs(self) -> list[ladder.Rendition]:
        """The rungs that it should get, the smallest first."""
        return ladder.ladder(self.film.look.width, self.film.look.height, self.plan)

    def order(self, rungs: list[ladder.Rendition], folder: Path) -> Order:
        """What to make of it in a folder."""
        sounds = sounds_edited(self.found.sounds, self.video.sound_edits)
        return Order(self.film, rungs, sounds, ladder.QUALITIES[self.plan.quality], folder)


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
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch_remove(folder.parent)
    packaging_keep(folder)
    note = _note(folder)
    if note is None or _is_worth_another_try(note):
        task = Task(video, found, _measured(video, found, progress), plan)
        if not video.is_ready and len(task.rungs) > 1 and task.film.seconds >= FIRST_RUNG_SECONDS:
            _first_rung(task, progress)
        note = _package(folder, lambda scratch: _make(task, scratch, progress))
    elif is_replacing(video):  # by a file that was packaged before: its tracks went when it left
        subtitles_from_file(video, Path(video.source.path), found.texts, [], progress)
    _show(video, key, note, plan)
    return {
        "key": key,
        "renditions": len(note["rungs"]),
        "seconds": note["seconds"],
        "failed": note["failed"],
        "notes": note["notes"],
    }


def _first_rung(task: Task, progress: Progress) -> None:
    """Put the smallest rung on show as a packaging of its own, so that a film plays before the others are made.

    The packaging of all rungs takes its place, and says what fails: here that is passed over.
    """
    rungs = task.rungs[:1]
    key = package_key(task.video, rungs, task.plan)
    stage = gettext_noop("packaging the first rung")

    def make(scratch: Path) -> dict[str, Any]:
        made = hls_make(task.order(rungs, scratch), lambda part: progress(stage, part))
        still = _tried(made, "still", lambda: extras.still_make(scratch, made.rungs, made.seconds))
        return made.as_json() | {"progressive": False, "thumbnails": False, "still": still}

    with suppress(UserError):
        _show(task.video, key, _package(task.video.folder / "hls" / key, make), task.plan)


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


def _package(folder: Path, make: Callable[[Path], dict[str, Any]]) -> dict[str, Any]:
    """Make a packaging in a scratch folder of its own, which is gone afterwards, and put it in its place."""
    scratch = folder.with_name(f".{folder.name}-{uuid.uuid4().hex[:8]}")
    scratch.mkdir(parents=True)
    try:
        note = make(scratch)
        room_check(scratch)
        (scratch / NOTE).write_text(json.dumps(note), encoding="utf-8")
        _swap(scratch, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return note


def _measured(video: Video, found: Probe, progress: Progress) -> encode.Film:
    """The film as it is to be encoded. Raises ``UserError`` where it is too long."""
    progress(gettext_noop("looking at the film"), 0.0)
    film = film_of(Path(video.source.path), found)
    if film.seconds > settings.FILM_MAX_SECONDS:
        raise UserError(
            gettext("%(name)s: %(seconds)s h is longer than is allowed.")
            % {"name": video.original_name, "seconds": number_format(film.seconds / 3600, 1)}
        )
    return film


def _make(task: Task, scratch: Path, progress: Progress) -> dict[str, Any]:
    video, found = task.video, task.found
    progress(gettext_noop("packaging"), 0.0)
    made = hls_make(task.order(task.rungs, scratch), lambda part: progress(gettext_noop("packaging"), part))
    made.failed += [asdict(one) | {"lasting": True} for one in found.lost]
    made.notes[:0] = found.notes
    extra = _extras(scratch, made, progress)
    subtitles_from_file(video, Path(video.source.path), found.texts, made.failed, progress)
    return made.as_json() | extra | {"picture": list(found.picture.notes)}


def _extras(folder: Path, made: Made, progress: Progress) -> dict[str, bool]:
    """Make what the film can be watched without; what fails is noted."""
    default = next((number for number, sound in enumerate(made.sounds) if sound.is_default), 0)
    sound = f"audio{default}" if made.sounds else ""

    def tried(part: str, make: Callable[[Callable[[float], None]], object]) -> bool:
        return _tried(made, part, lambda: make(lambda done: progress(part, done)))

    return {
        "progressive": tried(
            "progressive", lambda r: extras.progressive_make(folder, made.rungs, sound, made.seconds, r)
        ),
        "thumbnails": tried("thumbnails", lambda r: extras.thumbnails_make(folder, made.rungs, made.seconds, r)),
        "still": tried("still", lambda r: extras.still_make(folder, made.rungs, made.seconds)),
    }


def _tried(made: Made, part: str, make: Callable[[], object]) -> bool:
    """Make a part that the film can be watched without; whether that worked, and a note where it did not."""
    try:
        make()
    except UserError as error:
        made.failed.append({"part": part, "error": str(error)})
        return False
    return True


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
        "progressive": note["progressive"],
        "thumbnails": note["thumbnails"],
        "failed": note["failed"],
        "notes": note["notes"],
        "picture": note.get("picture", []),
    }
    fields: dict[str, Any] = {"package_key": key, "renditions": note["rungs"], "package": package}
    if abs(note["seconds"] - video.duration) > ADRIFT:
        fields["duration"] = note["seconds"]
    with transaction.atomic():
        before = Video.objects.select_for_update().filter(pk=video.pk, sha256=video.sha256).first()
        if before is None:
            return
        package["audio"] = sounds_write(video.folder / "hls" / key, before.sound_edits)
        Video.objects.filter(pk=video.pk).update(**fields)
        left = embedded_left(video.pk, before.package)
    for path in left:
        path.unlink(missing_ok=True)
    runtime_follow(video.title_id, video.duration, fields.get("duration", video.duration))
