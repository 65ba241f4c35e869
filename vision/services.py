"""Writes the results of film analysis."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from playback.models import Video
from trendflix.core.deleting import rows_delete
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.edits.services import edits_apply, edits_suspend
from vision.language.categories import group_of
from vision.language.colour_names import palette_json
from vision.models import Analysis, Appearance, Garment
from vision.types import Box
from vision.vectors import pack

Boxes = Mapping[float, Box]
"""Where a garment is, by second."""
MIN_SAME_IOU = 0.5
"""Least mean IoU of boxes at shared times for a found garment to be a stored one."""


def video_analyse_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Analyse the film ``job.subject_id``; does nothing where the same analysis is stored already."""
    from vision.film import analysis, sampler
    from vision.film.checkpoints import Checkpoint
    from vision.images import product_image
    from vision.nets import runtime

    video = Video.objects.filter(pk=job.subject_id).first()
    if video is None or not video.is_ready:
        raise UserError(gettext("Film %(number)s is not packaged yet.") % {"number": job.subject_id})
    progress(gettext_noop("loading the models"), 0.0)
    parser, embedder = runtime.get_parser(), runtime.get_embedder()
    key = analysis_key(video, product_image.stamp(), analysis.VERSION)
    known = Analysis.objects.filter(video=video, key=key).first()
    if known is not None and (video.folder / "garments" / key).is_dir():
        return _report(known)
    checkpoint = Checkpoint(state_path(video.pk), key)
    with sampler.DecodedFilm(small_file(video), film_file(video)) as film:
        reading = analysis.read_film(film, video.duration, parser, embedder, progress, checkpoint)
    progress(gettext_noop("saving"), 0.0)
    folder = _save_pictures(video, key, [garment.picture for garment in reading.garments])
    stamps = {"key": key, "model": embedder.stamp, "parser": parser.stamp}
    kept = analysis_replace(video, reading, stamps)
    _remove_older(folder)
    checkpoint.remove()
    return _report(kept)


def state_path(video: int) -> Path:
    """Where the state of a film's analysis is kept while that is under way."""
    return Path(settings.DATA) / "analysis" / f"{video}.state"


def analysis_key(video: Video, stamp: str, version: int) -> str:
    """Key of an analysis: a hash of the film and of everything its result depends on."""
    shape = json.dumps([video.sha256, video.package_key, stamp, version])
    return hashlib.sha256(shape.encode()).hexdigest()[:16]


def film_file(video: Video) -> Path:
    """The rendition to look at closely: the largest of at most 720 lines."""
    heights = [rendition["height"] for rendition in video.renditions]
    fitting = [index for index, height in enumerate(heights) if height <= 720] or [0]
    return _rendition(video, fitting[-1])


def small_file(video: Video) -> Path:
    """The rendition to find cuts and follow garments in: the smallest, whose key frames stand at the same times."""
    return _rendition(video, 0)


def _rendition(video: Video, number: int) -> Path:
    return video.folder / "hls" / video.package_key / f"{number}.m4s"


def _report(known: Analysis) -> dict[str, Any]:
    return {
        "garments": known.garments.count(),
        "shots": len(known.shots),
        "frames": known.frames,
        "model": known.model,
    }


def _save_pictures(video: Video, key: str, pictures: list[bytes]) -> Path:
    """Write the pictures (WebP) to a scratch folder and rename it; returns the folder."""
    folder = video.folder / "garments" / key
    scratch = folder.with_name(f".{key}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    for number, picture in enumerate(pictures):
        (scratch / f"{number}.webp").write_bytes(picture)
    shutil.rmtree(folder, ignore_errors=True)
    scratch.rename(folder)
    return folder


def _remove_older(keep: Path) -> None:
    for old in keep.parent.iterdir():
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)


@transaction.atomic
def analysis_replace(video: Video, reading: Any, stamps: dict[str, str]) -> Analysis:
    """Replace the stored analysis of a film.

    A garment that was known (same search group, boxes at the same times and places) keeps its row and its matches. What
    people decided about garments is applied again, by place.
    """
    shots = [[shot.start, shot.end] for shot in reading.shots]
    fields = {**stamps, "shots": shots, "frames": reading.frames}
    kept, _ = Analysis.objects.select_for_update().update_or_create(video=video, defaults=fields)
    edits_suspend(video)
    known = {old: _stored_boxes(old) for old in kept.garments.prefetch_related("appearances")}
    for number, found in enumerate(reading.garments):
        row = _known(known, found)
        if row is not None:
            del known[row]
        garment = row or Garment(analysis=kept)
        _describe(garment, found, f"garments/{stamps['key']}/{number}.webp", stamps["model"])
    rows_delete(Garment.objects.filter(pk__in=[old.pk for old in known]))
    edits_apply(video)
    return kept


def _describe(garment: Garment, found: Any, cutout: str, model: str) -> None:
    garment.category, garment.attributes, garment.score = found.category, found.attributes, found.score
    garment.palette, garment.chances = palette_json(found.palette), dict(found.chances)
    garment.vector, garment.model, garment.cutout = pack(found.vector), model, cutout
    garment.best_at, garment.first_seen, garment.seconds = found.best_at, found.appearances[0].start, found.seconds
    garment.save()
    garment.appearances.all().delete()
    Appearance.objects.bulk_create(
        Appearance(
            garment=garment,
            start=round(span.start, 3),
            end=round(span.end, 3),
            boxes=[box_json(time, box) for time, box in span.boxes],
            person=span.person,
        )
        for span in found.appearances
    )


def box_json(time: float, box: Box) -> dict[str, float]:
    """A box as rows and the player hold it."""
    named = {"t": time, "x": box.x, "y": box.y, "w": box.w, "h": box.h}
    return {name: round(float(value), 3 if name == "t" else 4) for name, value in named.items()}


def _stored_boxes(garment: Garment) -> Boxes:
    boxes = chain.from_iterable(appearance.boxes for appearance in garment.appearances.all())
    return {box["t"]: Box(box["x"], box["y"], box["w"], box["h"]) for box in boxes}


def _known(known: Mapping[Garment, Boxes], found: Any) -> Garment | None:
    """The first stored garment of the same search group whose boxes are those of the found one."""
    group = group_of(found.category)
    here = {round(time, 3): box for span in found.appearances for time, box in span.boxes}
    fitting = (old for old, there in known.items() if group_of(old.category) == group and _is_same(there, here))
    return next(fitting, None)


def _is_same(there: Boxes, here: Boxes) -> bool:
    shared = there.keys() & here.keys()
    return bool(shared) and sum(there[t].iou(here[t]) for t in shared) / len(shared) >= MIN_SAME_IOU
