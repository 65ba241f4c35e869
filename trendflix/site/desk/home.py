"""What the admin's first page shows; bounded queries, each for who may see what it reads."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from catalog.models import Title
from playback.models import Video
from shopping.models import Feed, Match
from trendflix.core.admin.attention import attention_for
from trendflix.jobs.kinds import label_of
from trendflix.jobs.models import Job
from trendflix.jobs.subjects import subjects_attach

MAX_SHOWN = 6
MAX_COUNTED = 1_000


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps of somebody who has just begun: what to do, why, where, and whether it is done."""

    words: str
    why: str
    address: str
    is_done: bool


def home_of(user: Any) -> dict[str, Any]:
    """The context of the first page."""
    return {
        "steps": steps_for(user),
        "feeds": feeds_waiting() if user.has_perm("shopping.view_feed") else [],
        "attention": attention_for(user),
        **work_of(user),
    }


def work_of(user: Any) -> dict[str, Any]:
    """What workers do now, what waits for one, what is paused, and what failed and was not asked for again."""
    if not user.has_perm("jobs.view_job"):
        return {"may_see_work": False}
    whole = Job.objects.filter(parent=None).defer("parameters", "result")
    running = list(whole.filter(status__in=(Job.Status.RUNNING, Job.Status.WAITING)).order_by("pk")[:MAX_SHOWN])
    waiting = list(whole.filter(status=Job.Status.QUEUED).order_by("pk")[: MAX_SHOWN - len(running[:3])])
    paused = list(whole.filter(status=Job.Status.PAUSED).order_by("pk")[:MAX_SHOWN])
    failed = list(failed_jobs(whole)[:MAX_SHOWN])
    subjects_attach([*running, *waiting, *paused, *failed])
    return {
        "may_see_work": True,
        "running": [(job, label_of(job.kind)) for job in running],
        "waiting": waiting,
        "waiting_count": _count(whole.filter(status=Job.Status.QUEUED)),
        "paused": paused,
        "paused_count": _count(whole.filter(status=Job.Status.PAUSED)),
        "failed": failed,
        "address": reverse("admin:home-work"),
        "is_open": bool(running or waiting or paused),
    }


def failed_jobs(jobs: QuerySet[Job]) -> QuerySet[Job]:
    """Those that failed and were not asked for again, newest first."""
    later = Job.objects.filter(
        kind=OuterRef("kind"), subject_id=OuterRef("subject_id"), part=OuterRef("part"), pk__gt=OuterRef("pk")
    )
    return jobs.filter(~Exists(later), status=Job.Status.FAILED).order_by("-pk")


def feeds_waiting() -> list[Feed]:
    """Feeds that wait for a person, or could not be read."""
    states = (Feed.State.HELD, Feed.State.COLUMNS, Feed.State.FAILED)
    return list(Feed.objects.filter(state__in=states).order_by("name")[:MAX_SHOWN])


def steps_for(user: Any) -> list[Step]:
    """The three steps to a site that sells what is worn; none once all are done, or for who may do none of them."""
    if not (user.has_perm("catalog.add_title") or user.has_perm("shopping.add_feed")):
        return []
    shown = Title.objects.filter(published=True, video__package_key__gt="", video__analysis__isnull=False)
    steps = [
        Step(
            _("Upload a film"),
            _("It is packaged for streaming, and what is worn in it is found."),
            _first("admin:uploads_filmupload_changelist", "admin:catalog_title_add"),
            Video.objects.exists(),
        ),
        Step(
            _("Connect a shop's feed"),
            _("Its products are matched with what is worn."),
            _first("admin:shopping_feed_add"),
            Feed.objects.exists(),
        ),
        Step(
            _("Review and publish"),
            _("Look at the matches, then show the film to viewers."),
            _first("review", "admin:shopping_match_changelist"),
            shown.exists() and Match.objects.exists(),
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _first(*pages: str) -> str:
    """The address of the first of some pages that the site has."""
    for page in pages:
        try:
            return reverse(page)
        except NoReverseMatch:
            continue
    return reverse("admin:index")


def _count(rows: QuerySet[Any]) -> int:
    return rows.order_by()[:MAX_COUNTED].count()
