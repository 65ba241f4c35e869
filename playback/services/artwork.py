"""Makes posters, backdrops and stills of a film's best frames, and lets editors choose others."""

import hashlib
import shutil
import uuid
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext_noop

from catalog.models import Title
from catalog.services.pictures import pictures_remove
from playback.media.artwork.boxes import Area
from playback.media.artwork.choosing import Candidate, candidates
from playback.media.artwork.cropping import SHAPES, cut, read_picture, written
from playback.media.artwork.reading import frame_at
from playback.models import Artwork, ArtworkFrame, Video
from playback.services.people import people_in
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

RULES = 1
"""Raise when frames are chosen or cut otherwise; they are then looked for anew."""
Shape = Artwork.Shape
WANTED = {
    Title.Kind.FILM: (Shape.POSTER, Shape.BACKDROP, Shape.STILL),
    Title.Kind.SHOW: (Shape.POSTER, Shape.BACKDROP, Shape.STILL),
    Title.Kind.EPISODE: (Shape.BACKDROP, Shape.STILL),
    Title.Kind.TRAILER: (Shape.STILL,),
    Title.Kind.EDITION: (Shape.STILL,),
}
"""The shapes that each kind of title is shown in."""
ROOM_FOR_WORDS = 0.5
"""Score of a backdrop whose people stand right of the words on it."""


def artwork_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Find the best frames of the film ``job.subject_id``, and fill in what its title has no picture of.

    Does nothing anew where the same packaging was looked at by the same rules. A film that shows nothing has no frames.
    """
    video = Video.objects.select_related("title__season__show").filter(pk=job.subject_id).first()
    if video is None or not video.is_ready:
        return {"frames": 0, "made": []}
    try:
        frames, is_new = frames_find(video, progress)
    except UserError as error:
        return {"frames": 0, "made": [], "note": str(error)}
    made = artwork_fill(video.title, frames, is_new=is_new)
    if video.title.season is not None:
        made += artwork_fill(video.title.season.show, frames, is_new=False)
    return {"frames": len(frames), "made": made}


def frames_find(video: Video, progress: Progress) -> tuple[list[ArtworkFrame], bool]:
    """The frames of a film that artwork can be made of, the best first, and whether they were looked for anew.

    They are kept, with their files, in place of others. Raises ``UserError`` where the film cannot be read or shows
    nothing.
    """
    stamp, people = people_in(video.pk)
    key = hashlib.sha256(f"{RULES} {video.package_key} {stamp}".encode()).hexdigest()[:16]
    known = list(video.artwork_frames.filter(key=key))
    if known and all(frame.path.is_file() for frame in known):
        return known, False
    home = video.folder / "hls" / video.package_key
    found = candidates(
        home / "0.m4s", video.duration, people, lambda part: progress(gettext_noop("looking for artwork"), part)
    )
    folder = video.folder / "artwork" / key
    scratch = folder.with_name(f".{key}-{uuid.uuid4().hex[:8]}")
    scratch.mkdir(parents=True)
    try:
        for place, one in enumerate(found):
            picture = frame_at(home / f"{len(video.renditions) - 1}.m4s", one.time)
            (scratch / f"{place}.jpg").write_bytes(written(picture))
        shutil.rmtree(folder, ignore_errors=True)
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return _frames_write(video, key, found), True


@transaction.atomic
def _frames_write(video: Video, key: str, found: list[Candidate]) -> list[ArtworkFrame]:
    """Rows of candidates whose files are there; files that they replace are removed once that is committed."""
    before = set(video.artwork_frames.values_list("key", flat=True)) - {key}
    video.artwork_frames.all().delete()
    rows = [
        ArtworkFrame(
            video=video,
            key=key,
            place=place,
            time=one.time,
            score=one.score,
            people=one.people.as_list() if one.people else None,
            is_faces=one.is_faces,
        )
        for place, one in enumerate(found)
    ]
    for old in before:
        transaction.on_commit(partial(shutil.rmtree, video.folder / "artwork" / old, ignore_errors=True))
    return ArtworkFrame.objects.bulk_create(rows)


def artwork_fill(title: Title, frames: list[ArtworkFrame], *, is_new: bool) -> list[str]:
    """Make the shapes that a title has no picture of; with ``is_new`` also those that were made by themselves before.

    Returns which were made.
    """
    if not frames:
        return []
    made = {row.shape: row for row in title.artwork.all()}
    shapes = [
        shape for shape in WANTED[Title.Kind(title.kind)] if _is_due(title, shape, made.get(shape) if is_new else None)
    ]
    chosen = frames_chosen(frames)
    for shape in shapes:
        _artwork_make(title, shape, chosen[shape], is_chosen=False)
    return [str(shape) for shape in shapes]


def _is_due(title: Title, shape: Shape, row: Artwork | None) -> bool:
    """Whether a shape is missing, or was made by itself (``row``) and is still shown."""
    name = getattr(title, shape).name
    return not name or (row is not None and row.name == name and not row.is_chosen)


def frames_chosen(frames: list[ArtworkFrame]) -> dict[Shape, ArtworkFrame]:
    """A frame for each shape: a poster with faces, a backdrop with room for words, a still that is neither."""
    poster = next((frame for frame in frames if frame.is_faces), frames[0])
    backdrop = max(frames, key=lambda frame: frame.score + ROOM_FOR_WORDS * _is_right(frame))
    others = [frame for frame in frames if frame not in (poster, backdrop)]
    return {Shape.POSTER: poster, Shape.BACKDROP: backdrop, Shape.STILL: others[0] if others else backdrop}


def _is_right(frame: ArtworkFrame) -> bool:
    """Whether people stand in the right half of a frame."""
    people = _area(frame)
    return people is not None and people.centre[0] > 0.5


def _area(frame: ArtworkFrame) -> Area | None:
    """Where people are in a frame."""
    if not frame.people:
        return None
    x, y, w, h = frame.people
    return Area(x, y, w, h)


def artwork_choose(frame: ArtworkFrame, shape: Shape) -> Artwork:
    """Let an editor's frame be a shape of its film's title. Raises ``UserError`` where the frame's file is gone."""
    return _artwork_make(frame.video.title, shape, frame, is_chosen=True)


def _artwork_make(title: Title, shape: Shape, frame: ArtworkFrame, *, is_chosen: bool) -> Artwork:
    """Cut a frame to a shape and let the title show it; the picture it showed is removed once that is committed."""
    people = _area(frame)
    data = written(cut(read_picture(frame.path), SHAPES[shape], people, frame.is_faces))
    with transaction.atomic():
        Title.objects.select_for_update().filter(pk=title.pk).first()
        title.refresh_from_db(fields=[shape])
        field, before = getattr(title, shape), getattr(title, shape).name
        field.save(f"{title.pk}-{uuid.uuid4().hex[:12]}.jpg", ContentFile(data), save=False)
        title.save(update_fields=[shape])
        values = {"name": field.name, "time": frame.time, "is_chosen": is_chosen}
        row, _ = Artwork.objects.update_or_create(title=title, shape=shape, defaults=values)
        transaction.on_commit(partial(pictures_remove, [before or ""]))
    return row
