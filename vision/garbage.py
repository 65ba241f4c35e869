"""Cut-outs of readings that another one has replaced, and states of analyses that nobody goes on with."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from trendflix.core.garbage import children
from trendflix.jobs.models import Job
from vision.models import Analysis, Garment


def cutouts_collect() -> Iterator[Path]:
    """Of ``titles/<pk>/garments``: folders that neither the film's reading nor a garment of it names."""
    for film in children(Path(settings.MEDIA_ROOT) / "titles"):
        folders = children(film / "garments") if film.name.isdecimal() else []
        if len(folders) < 2 and not any(path.name[0] == "." for path in folders):
            continue
        pk = int(film.name)
        named = set(Analysis.objects.filter(video_id=pk).values_list("key", flat=True))
        cutouts = Garment.objects.filter(analysis__video_id=pk).exclude(cutout="").values_list("cutout", flat=True)
        named |= {Path(name).parent.name for name in cutouts}
        if named and not Job.objects.filter(subject_id=pk, status__in=Job.OPEN).exists():
            yield from (path for path in folders if path.name not in named)


def states_collect() -> Iterator[Path]:
    """States of analyses that have no open job."""
    open_jobs = Job.objects.filter(kind="analyse", status__in=Job.OPEN)
    named = {f"{pk}.state" for pk in open_jobs.values_list("subject_id", flat=True)}
    yield from (path for path in children(Path(settings.DATA) / "analysis") if path.name not in named)
