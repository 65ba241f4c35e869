"""What the newest import of a feed did, for its page: counts, the first rows of its report, doubtful titles."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from shopping.feeds.imports.report import line_of
from shopping.models import Feed
from trendflix.jobs.models import Job
from trendflix.jobs.selectors import job_latest

MAX_SHOWN = 20
COUNTS = {
    "seen": _("%(count)d seen"),
    "created": _("%(count)d created"),
    "updated": _("%(count)d updated"),
    "unchanged": _("%(count)d unchanged"),
    "unavailable": _("%(count)d unavailable"),
}
NUMBERS = {
    "live": _("live products now"),
    "would_remain": _("of these would remain"),
    "lost": _("would be lost"),
    "new": _("new products"),
    "seen": _("rows in the file"),
    "rows": _("usable rows"),
    "rejected": _("rejected rows"),
}


def numbers_of(feed: Feed) -> list[tuple[StrOrPromise, int]]:
    """(name, count) of what a held import would do, for people."""
    return [(name, feed.numbers[key]) for key, name in NUMBERS.items() if key in feed.numbers]


def report_html(feed: Feed) -> str:
    """Counts, and a line for each of the first rows that were rejected or have to do without something.

    Where the newest import failed this is the report of the last good one, and says so.
    """
    job = job_latest("import_feed", feed.pk)
    if job is not None and job.result:
        return format_html("{}{}", report_of(feed, job), _doubts(feed))
    good = feed.live_run.job if feed.live_run is not None else None
    if good is None or not good.result or feed.live_run is None:
        return ""
    moment = date_format(localtime(feed.live_run.finished), "DATETIME_FORMAT")
    told = gettext("The last import that went well, %(moment)s:") % {"moment": moment}
    return format_html("<p>{}</p>{}{}", told, report_of(feed, good), _doubts(feed))


def _doubts(feed: Feed) -> str:
    """Titles that do not seem to fit their pictures, as the newest look at them found."""
    job = job_latest("embed", feed.pk)
    doubts = job.result.get("doubts", []) if job is not None and job.result else []
    if not doubts:
        return ""
    lines = format_html_join("", "<li>{}: {} ({})</li>", ((d["id"], d["reason"], d["agreement"]) for d in doubts))
    return format_html("<p>{}</p>{}", gettext("To look at:"), _rows(lines))


def _rows(lines: SafeString) -> SafeString:
    """A list that scrolls where it is long, also by keys."""
    return format_html('<ul class="feed-rows" tabindex="0">{}</ul>', lines) if lines else SafeString("")


def report_of(feed: Feed, job: Job) -> SafeString:
    """An import's counts, then its first rejected rows and warnings, and the way to all of them."""
    result = job.result
    counts = [words % {"count": result[key]} for key, words in COUNTS.items() if key in result]
    if held := result.get("held"):
        counts.append(gettext("%(count)d held") % {"count": held["rows"]})
    refused, warned = result.get("rejected", []), result.get("warnings", [])
    rejected_total = result.get("rejected_total", len(refused))
    total = rejected_total + result.get("warnings_total", len(warned))
    shown = [*refused, *warned][:MAX_SHOWN]
    lines = format_html_join("", "<li>{}</li>", ((line_of(row),) for row in shown))
    more = ""
    if total > len(shown):
        address = reverse("admin:shopping_feed_report", args=[feed.pk])
        more = format_html('<a href="{}">{}</a>', address, gettext("All %(count)d rows") % {"count": total})
    counts.append(gettext("%(count)d rejected") % {"count": rejected_total})
    return format_html("{}{}{}", ", ".join(counts), _rows(lines), more)
