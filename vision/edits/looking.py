"""A part that a person split off a garment is looked at by itself: one frame, in the middle of its first time."""

from typing import Any

from django.utils.translation import gettext, gettext_noop

from playback.models import Video
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from vision.edits.places import box_at
from vision.models import Garment, GarmentEdit
from vision.types import Box
from vision.vectors import pack

MAX_PICTURE_SIDE, QUALITY = 400, 82


def parts_unseen(video: Video) -> list[int]:
    """Pks of the parts of a film that were not looked at yet."""
    splits = GarmentEdit.objects.filter(video=video, kind=GarmentEdit.Kind.SPLIT, undone=None, garment__cutout="")
    return list(splits.values_list("garment_id", flat=True))


def garment_look_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Give the garment ``job.subject_id`` a vector and a cut-out of its own, from its film."""
    from vision.film.frames import frame_at
    from vision.images.region_query import embed_region
    from vision.nets import runtime
    from vision.services import film_file

    rows = Garment.objects.select_related("analysis__video").prefetch_related("appearances")
    garment = rows.filter(pk=job.subject_id).first()
    box = None if garment is None else _box(garment)
    if garment is None or box is None:
        raise UserError(gettext("Garment %(number)s is gone.") % {"number": job.subject_id})
    progress(gettext_noop("looking"), 0.0)
    frame = frame_at(film_file(garment.analysis.video), garment.best_at)
    seen = embed_region(frame, box)
    garment.vector, garment.model = pack(seen.vector), runtime.get_embedder().stamp
    garment.cutout = f"garments/{garment.analysis.key}/part-{garment.pk}.webp"
    garment.cutout_path.parent.mkdir(parents=True, exist_ok=True)
    picture = frame.crop(seen.box.pixels(*frame.size))
    picture.thumbnail((MAX_PICTURE_SIDE, MAX_PICTURE_SIDE))
    picture.save(garment.cutout_path, "WEBP", quality=QUALITY)
    garment.save(update_fields=["vector", "model", "cutout"])
    return {"video": garment.analysis.video_id}


def _box(garment: Garment) -> Box | None:
    spans = garment.appearances.all()
    return next((found for span in spans if (found := box_at(span, garment.best_at))), None)
