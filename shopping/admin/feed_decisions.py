"""What people decide about feeds in the admin: buttons of a feed's page, actions of the list. Each is logged."""

from collections.abc import Callable, Iterable
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shopping.admin.conversions import secret_make_action
from shopping.feeds.fetching.saving import feed_sign_in_forget
from shopping.feeds.fetching.schedule import feed_pause, feed_resume, feed_run_now
from shopping.feeds.imports.requests import feed_accept, feed_discard, feed_roll_back
from shopping.models import Feed, FeedRun
from trendflix.core.errors import UserError
from trendflix.jobs.services import job_queue

Decide = Callable[[Feed], object]


class FeedDecisions(admin.ModelAdmin[Feed]):
    """The decisions, as addresses and as actions; all need the permission to change the feed."""

    actions = ("run_now", "import_again", "pause", "resume", "accept", "discard", secret_make_action)

    def get_urls(self) -> list[URLPattern]:
        """With one address for each decision."""
        views = {
            "run": self.run_view,
            "pause": self.pause_view,
            "resume": self.resume_view,
            "accept": self.accept_view,
            "discard": self.discard_view,
            "forget": self.forget_view,
        }
        own = [
            path(f"<int:feed_id>/{name}/", self.admin_site.admin_view(view), name=f"shopping_feed_{name}")
            for name, view in views.items()
        ]
        back = self.admin_site.admin_view(self.roll_back_view)
        own.append(path("<int:feed_id>/runs/<int:run_id>/restore/", back, name="shopping_feed_restore"))
        return [*own, *super().get_urls()]

    @admin.action(description=_("Run now"), permissions=["change"])
    def run_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Look at the sources of the chosen feeds."""
        self.decide(request, queryset, feed_run_now, gettext("Queued: %(name)s."))

    @admin.action(description=_("Import again"), permissions=["change"])
    def import_again(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Queue the import of the same file; rows that did not change stay as they are."""
        again: Decide = lambda feed: job_queue("import_feed", feed.pk)  # noqa: E731 - one word for two lines
        self.decide(request, queryset, again, gettext("Queued: %(name)s."))

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Leave them as they are."""
        self.decide(request, queryset, feed_pause, gettext("Paused: %(name)s."))

    @admin.action(description=_("Resume"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Go on with their schedules."""
        self.decide(request, queryset, feed_resume, gettext("Resumed: %(name)s."))

    @admin.action(description=_("Accept the held file"), permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Apply what is held, whatever it loses."""
        self.decide(request, queryset, feed_accept, gettext("Queued: %(name)s."))

    @admin.action(description=_("Discard the held file"), permissions=["change"])
    def discard(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        """Stay with what is live."""
        self.decide(request, queryset, feed_discard, gettext("Discarded: %(name)s."))

    def run_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Look at its source now."""
        return self.decided(request, feed_id, feed_run_now, gettext("Queued: %(name)s."))

    def pause_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Leave it as it is."""
        return self.decided(request, feed_id, feed_pause, gettext("Paused: %(name)s."))

    def resume_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Go on with its schedule."""
        return self.decided(request, feed_id, feed_resume, gettext("Resumed: %(name)s."))

    def accept_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Apply the file that is held, once."""
        return self.decided(request, feed_id, feed_accept, gettext("The import of the held file is queued: %(name)s."))

    def discard_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Drop the file that waits."""
        return self.decided(request, feed_id, feed_discard, gettext("Discarded; what is live stays: %(name)s."))

    def forget_view(self, request: HttpRequest, feed_id: int) -> HttpResponse:
        """Remove the stored user name and password."""
        told = gettext("The user name and password were removed: %(name)s.")
        return self.decided(request, feed_id, feed_sign_in_forget, told)

    def roll_back_view(self, request: HttpRequest, feed_id: int, run_id: int) -> HttpResponse:
        """Import the file of an earlier run again."""
        run = get_object_or_404(FeedRun.objects.select_related("feed"), pk=run_id, feed_id=feed_id)
        told = gettext("The import of the earlier file is queued: %(name)s.")
        return self.decided(request, feed_id, partial(_roll_back, run=run), told)

    def decided(self, request: HttpRequest, feed_id: int, decide: Decide, done: str) -> HttpResponse:
        """Do one thing to one feed, and go back to its page."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        self.decide(request, [self.changeable(request, feed_id)], decide, done)
        return HttpResponseRedirect(reverse("admin:shopping_feed_change", args=[feed_id]))

    def changeable(self, request: HttpRequest, feed_id: int) -> Feed:
        """A feed that this person may change. Raises ``PermissionDenied``, and 404 where there is none."""
        feed = get_object_or_404(Feed, pk=feed_id)
        if not self.has_change_permission(request, feed):
            raise PermissionDenied
        return feed

    def decide(self, request: HttpRequest, feeds: Iterable[Feed], decide: Decide, done: str) -> None:
        """Do one thing to each feed, say so, and log it."""
        for feed in feeds:
            try:
                decide(feed)
            except UserError as error:
                self.message_user(request, str(error), messages.ERROR)
                continue
            self.message_user(request, done % {"name": feed.name})
            self.log_change(request, feed, done % {"name": feed.name})


def _roll_back(feed: Feed, run: FeedRun) -> object:
    return feed_roll_back(feed, run)
