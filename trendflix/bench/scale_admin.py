"""Pages of the admin at real size, as an administrator opens them, through the whole of Django."""

from collections.abc import Iterator

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from catalog.admin.title_list import TitleListAdmin
from catalog.models import Title
from playback.models import Video
from trendflix.bench.clock import Figures
from trendflix.bench.pages import Page, page_figures
from trendflix.bench.timing import rolled_back, times
from trendflix.core.paging import MAX_COUNT
from trendflix.jobs.models import Job, JobReportRow

JOBS, FAILED, REPORT_ROWS, CHOSEN = 20_000, 200, 5_000, 100
"""Rows that are made where a site has none; titles that an action is asked to change."""
TITLES, AUTOCOMPLETE = "/admin/catalog/title/", "/admin/autocomplete/?app_label={}&model_name={}&field_name={}&term={}"


def measure() -> Figures:
    """Milliseconds, queries and ratios to the cheapest page; nothing is kept. Wants the static files collected."""
    with rolled_back():
        _jobs_make()
        client = Client(SERVER_NAME="localhost")
        client.force_login(User.objects.create_superuser("bench of the admin"))
        base = times(lambda: client.get("/healthz"))[0]
        figures: Figures = {}
        for page in pages():
            figures |= page_figures(page, client, base)
        return figures


def pages() -> Iterator[Page]:
    """The first page, every list, the lists' searches and filters, forms, fields that are typed in, actions."""
    yield Page("admin_home", "/admin/")
    yield Page("admin_review", "/admin/review/")
    for model in admin.site._registry:
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        yield Page(f"admin_{model._meta.model_name}_list", f"/admin/{name}/")
    yield from _title_lists()
    yield from _forms()
    for of, field, term in (("title", "season", "quiet"), ("credit", "person", "ines"), ("video", "title", "last")):
        app = "playback" if of == "video" else "catalog"
        yield Page(f"admin_type_{field}", AUTOCOMPLETE.format(app, of, field, term))
    chosen = list(Title.objects.order_by("pk").values_list("pk", flat=True)[:CHOSEN])
    for action in ("genres_add", "rating_set", "merge", "delete_selected"):
        asked = chosen[:2] if action == "merge" else chosen
        yield Page(f"admin_ask_{action}", TITLES, sent={"action": action, "_selected_action": asked})


def _title_lists() -> Iterator[Page]:
    yield Page("admin_title_search", f"{TITLES}?q=last+fery")
    last = max(1, min(Title.objects.count(), MAX_COUNT) // TitleListAdmin.list_per_page)
    yield Page("admin_title_far", f"{TITLES}?p={last}")
    yield Page("admin_title_by_year", f"{TITLES}?o=4")
    for state in ("missing", "unpackaged", "failed", "paused", "ready"):
        yield Page(f"admin_title_{state}", f"{TITLES}?film={state}")


def _forms() -> Iterator[Page]:
    """Of the film and of the show that were made first, and the two that add a title."""
    yield Page("admin_title_add", f"{TITLES}add/")
    film = Video.objects.filter(analysis__isnull=False, title__kind="film").order_by("pk").first()
    show = Title.objects.filter(kind=Title.Kind.SHOW).order_by("pk").first()
    if film is not None:
        yield Page("admin_title_form", f"{TITLES}{film.title_id}/change/")
        yield Page("admin_film_form", f"/admin/playback/video/{film.pk}/change/")
        yield Page("admin_film_artwork", f"/admin/playback/video/{film.pk}/artwork/")
    if show is not None:
        yield Page("admin_show_form", f"{TITLES}{show.pk}/change/")


def _jobs_make() -> None:
    """Jobs on films, a few of which failed or are paused, and a long report."""
    films = list(Video.objects.order_by("pk").values_list("pk", flat=True)[: JOBS // 4])
    kinds = ("package", "artwork", "analyse", "match")
    rows = [Job(kind=kind, subject_id=film, status=Job.Status.DONE) for film in films for kind in kinds]
    for number, job in enumerate(rows[-FAILED:]):
        job.status = (Job.Status.FAILED, Job.Status.PAUSED, Job.Status.QUEUED)[number % 3]
    made = Job.objects.bulk_create(rows, 1_000)
    told = (JobReportRow(job=made[0], level="note", item=str(n), reason="made") for n in range(REPORT_ROWS))
    JobReportRow.objects.bulk_create(told, 1_000)
