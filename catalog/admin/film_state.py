"""Where the film of a title stands, for lists of titles: one word for the eye, and the one thing to do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.models import Title
from trendflix.jobs.kinds import kinds_on, label_of
from trendflix.jobs.models import Job


@dataclass(frozen=True, slots=True)
class FilmState:
    """``kind``: ``missing``, ``waiting``, ``running``, ``paused``, ``failed``, ``ready`` or ``show``; ``words`` say it,
    ``error`` why it failed. ``video`` is the row of the film, ``job`` that of the work that failed or is paused.
    """

    kind: str
    words: str
    error: str = ""
    video: int | None = None
    job: int | None = None
    is_ready: bool = False


def film_states(titles: Iterable[Title]) -> dict[int, FilmState]:
    """Title's pk → the state of its film; three queries for any number of titles."""
    pks = [title.pk for title in titles]
    shows = [title.pk for title in titles if title.kind == Title.Kind.SHOW]
    films = Title.objects.filter(pk__in=pks).values_list("pk", "video__pk", "video__package_key")
    videos = {pk: (video, bool(key)) for pk, video, key in films}
    jobs = _newest_jobs([video for video, _ready in videos.values() if video])
    states = {pk: _film_state(video, ready, jobs.get(video or 0, [])) for pk, (video, ready) in videos.items()}
    return states | _show_states(shows)


def _newest_jobs(videos: list[int]) -> dict[int, list[Job]]:
    """Film → the newest job of each kind on it, in one query; without what no list shows."""
    if not videos:
        return {}
    of_films = Job.objects.filter(kind__in=kinds_on("film"), subject_id__in=videos, part=0)
    newest = of_films.order_by().values("kind", "subject_id").annotate(newest=Max("pk")).values("newest")
    found: dict[int, list[Job]] = {}
    for job in Job.objects.filter(pk__in=newest).defer("parameters", "result").order_by("pk"):
        found.setdefault(job.subject_id, []).append(job)
    return found


def _film_state(video: int | None, is_ready: bool, jobs: list[Job]) -> FilmState:
    if video is None:
        return FilmState("missing", _("no film"))
    running = next((job for job in jobs if job.status == Job.Status.RUNNING), None)
    if running is not None:
        words = f"{label_of(running.kind)} {running.percent:.0f} %"
        return FilmState("running", words, video=video, is_ready=is_ready)
    failed = next((job for job in jobs if job.status == Job.Status.FAILED), None)
    if failed is not None:
        words = _("%(work)s failed") % {"work": label_of(failed.kind)}
        return FilmState("failed", words, failed.error, video, failed.pk, is_ready)
    paused = next((job for job in jobs if job.status == Job.Status.PAUSED), None)
    if paused is not None:
        return FilmState("paused", _paused_words(paused), video=video, job=paused.pk, is_ready=is_ready)
    if any(job.is_open for job in jobs):
        return FilmState("waiting", _("waiting for a worker"), video=video, is_ready=is_ready)
    return FilmState("ready", _("can be played"), video=video, is_ready=True) if is_ready else _unpackaged(video)


def _paused_words(job: Job) -> str:
    return _("%(work)s paused") % {"work": label_of(job.kind)}


def _unpackaged(video: int) -> FilmState:
    return FilmState("missing", _("not packaged"), video=video)


def _show_states(shows: list[int]) -> dict[int, FilmState]:
    """Of shows how many episodes can be played."""
    if not shows:
        return {}
    episodes = Title.objects.filter(season__show__in=shows).order_by().values_list("season__show")
    counts = episodes.annotate(count=Count("pk"), ready=Count("pk", filter=Q(video__package_key__gt="")))
    found = dict.fromkeys(shows, FilmState("show", _("no episodes")))
    for show, count, ready in counts:
        words = ngettext("%(ready)d of %(count)d episode plays", "%(ready)d of %(count)d episodes play", count)
        found[show] = FilmState("show", words % {"ready": ready, "count": count}, is_ready=ready > 0)
    return found


def state_of(title: Title) -> FilmState:
    """The state that a list has attached to a title (``film_state``), or that of this title alone."""
    found: FilmState | None = getattr(title, "film_state", None)
    return found or film_states([title])[title.pk]
