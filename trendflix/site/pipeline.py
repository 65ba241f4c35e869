"""Which job follows which; the apps register the kinds themselves.

::

    package ──► analyse ──► match, and artwork again: by then it is known where people are
            └─► artwork
    fetch_feed ──► import_feed, where there is a new file
    pictures_retry ──► embed, where pictures came
    look_again ──► match: a part that a person split off a garment
    import_feed ──► embed ──► match_changed, once for all films
    refresh ──► embed and analyse, where another model made what is there
"""

from collections.abc import Iterable

from playback.models import Video
from trendflix.jobs.models import Job
from trendflix.jobs.registry import Request, register_followers


def register_all() -> None:
    """Register what follows each kind of job."""
    register_followers("package", _analyse)
    register_followers("analyse", _match)
    register_followers("fetch_feed", _import)
    register_followers("pictures_retry", _embed_new)
    register_followers("import_feed", _embed)
    register_followers("embed", _match_changed)
    register_followers("refresh", _stale)
    register_followers("look_again", _match_part)


def _analyse(job: Job) -> Iterable[Request]:
    yield "artwork", job.subject_id, {}
    yield "analyse", job.subject_id, {}


def _match(job: Job) -> Iterable[Request]:
    from vision.edits.looking import parts_unseen

    yield "artwork", job.subject_id, {}
    yield "match", job.subject_id, {}
    for video in Video.objects.filter(pk=job.subject_id):
        yield from (("look_again", pk, {}) for pk in parts_unseen(video))


def _match_part(job: Job) -> Iterable[Request]:
    yield "match", job.result["video"], {}


def _embed_new(job: Job) -> Iterable[Request]:
    if job.result.get("updated"):
        yield "embed", job.subject_id, {"changed": True}


def _import(job: Job) -> Iterable[Request]:
    if job.result.get("changed"):
        yield "import_feed", job.subject_id, {}


def _embed(job: Job) -> Iterable[Request]:
    if job.result.get("held") or job.result.get("needs_confirmation"):
        return
    changed = any(job.result.get(count) for count in ("created", "updated", "unavailable"))
    yield "embed", job.subject_id, {"changed": changed}


def _match_changed(job: Job) -> Iterable[Request]:
    """Asked for after every import: what changed is found by comparing, and nothing is quickly found."""
    from shopping.matching.rematch import EVERY_FILM
    from vision.models import Analysis

    if Analysis.objects.exists():
        yield "match_changed", EVERY_FILM, {}


def _stale(job: Job) -> Iterable[Request]:
    yield from (("embed", feed_id, {}) for feed_id in job.result.get("feeds", []))
    yield from (("analyse", video_id, {}) for video_id in job.result.get("films", []))
