"""The list of titles: poster, kind, state of the film's work, and one button for what is to do next."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.exceptions import BadRequest, PermissionDenied
from django.db.models import Case, Exists, F, IntegerField, OuterRef, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from catalog.admin.film_state import film_states, state_of
from catalog.admin.next_step import ONE, next_step_column
from catalog.admin.rows import LongListAdmin
from catalog.filters import key_of
from catalog.models import Title
from catalog.search import title_pks
from catalog.services.bulk import titles_publish
from trendflix.core.admin import changes_log
from trendflix.jobs.kinds import kinds_on
from trendflix.jobs.models import Job
from trendflix.jobs.pausing import job_resume
from trendflix.jobs.services import job_retry

NO_PICTURE = mark_safe('<span class="thumb is-empty"></span>')


class FilmFilter(admin.SimpleListFilter):
    """Titles by what there is to do for their films."""

    title = gettext_lazy("film")
    parameter_name = "film"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states that people look for."""
        return [
            ("missing", _("no film")),
            ("unpackaged", _("not packaged")),
            ("failed", _("failed")),
            ("paused", _("paused")),
            ("ready", _("can be played")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Title]) -> QuerySet[Title]:
        """Titles of the chosen state; shows have no film of their own."""
        films = queryset.exclude(kind=Title.Kind.SHOW)
        match self.value():
            case "missing":
                return films.filter(video=None)
            case "unpackaged":
                return films.filter(video__package_key="")
            case "failed":
                return films.filter(video__pk__in=failed_films())
            case "paused":
                return films.filter(video__pk__in=jobs_on_films(Job.Status.PAUSED).values("subject_id"))
            case "ready":
                return films.filter(video__package_key__gt="")
        return queryset


def failed_films() -> QuerySet[Any]:
    """Films with work that failed and was not asked for again since: their keys, found by the states of jobs, which
    few have, and not film by film.
    """
    later = Job.objects.filter(kind=OuterRef("kind"), subject_id=OuterRef("subject_id"), part=0, pk__gt=OuterRef("pk"))
    return jobs_on_films(Job.Status.FAILED).filter(~Exists(later)).values("subject_id")


def jobs_on_films(status: Job.Status) -> QuerySet[Job]:
    """Whole jobs on films that are in a state."""
    return Job.objects.filter(kind__in=kinds_on("film"), part=0, status=status)


class TitleList(ChangeList):
    """A page of titles that knows where their films stand."""

    def get_results(self, request: HttpRequest) -> None:
        """With the states of the page's rows."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        states = film_states(self.result_list)
        for title in self.result_list:
            title.film_state = states[title.pk]


class TitleListAdmin(LongListAdmin[Title]):
    """The list alone; the form is another class's."""

    list_display = ("picture", "name_shown", "kind", "year", "film", "published")
    list_display_links = ("name_shown",)
    list_per_page = 50
    list_select_related = ("season__show", "parent")
    change_list_template = "admin/catalog/title/change_list.html"
    search_fields = ("name",)
    search_help_text = gettext_lazy("Names, people, genres and years; small mistakes are forgiven.")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list that looks the films' states up at once."""
        return TitleList

    def get_list_display(self, request: HttpRequest) -> Any:
        """With the one thing to do next, which depends on who looks."""
        return (*self.list_display, next_step_column(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Title], search_term: str
    ) -> tuple[QuerySet[Title], bool]:
        """The site's own search, best first unless a column sorts the list."""
        if not search_term.strip():
            return queryset, False
        pks = title_pks(queryset.order_by().select_related(None), search_term)
        found = queryset.filter(pk__in=pks)
        return (found, False) if request.GET.get(ORDER_VAR) else (found.order_by(*in_order(pks)), False)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, or what a button of one of its rows does."""
        if request.method == "POST" and ONE in request.POST:
            self._one(request, request.POST[ONE])
            return HttpResponseRedirect(request.get_full_path())
        return super().changelist_view(request, extra_context)

    def _one(self, request: HttpRequest, pressed: str) -> None:
        """Do the one thing that a row offers. Raises ``PermissionDenied``, and ``Http404`` for a title that is gone."""
        action, _colon, pk = pressed.partition(":")
        if action not in ("publish", "retry", "resume") or key_of(pk) is None:
            raise BadRequest(_("There is no such button."))
        title = get_object_or_404(Title, pk=key_of(pk) or 0)
        if not self.has_change_permission(request, title):
            raise PermissionDenied
        {"retry": self._retry, "resume": self._resume, "publish": self._publish}[action](request, title)

    def _publish(self, request: HttpRequest, title: Title) -> None:
        changes_log(request, titles_publish(Title.objects.filter(pk=title.pk), published=True), _("Publish"))
        self.message_user(request, _("Published %(name)s.") % {"name": title})

    def _retry(self, request: HttpRequest, title: Title) -> None:
        """Ask again for the work that failed; nothing where somebody else did meanwhile."""
        failed = _job_of(title, Job.Status.FAILED)
        if failed is None:
            return
        queued = job_retry(failed)
        changes_log(request, [title], _("Run again"))
        self.message_user(request, _("Queued again: %(job)s.") % {"job": queued})

    def _resume(self, request: HttpRequest, title: Title) -> None:
        """Let the work that is paused go on."""
        paused = _job_of(title, Job.Status.PAUSED)
        if paused is None:
            return
        job_resume(paused)
        changes_log(request, [title], pgettext("job", "Resume"))
        self.message_user(request, _("It goes on: %(job)s.") % {"job": paused})

    @admin.display(description=gettext_lazy("poster"))
    def picture(self, title: Title) -> str:
        """Small; of an episode its still."""
        shown = title.still if title.kind == Title.Kind.EPISODE else title.poster
        if not shown:
            return NO_PICTURE
        return format_html('<img class="thumb" src="{}" alt="" loading="lazy" width="40" height="60">', shown.url)

    @admin.display(description=gettext_lazy("name"), ordering="name")
    def name_shown(self, title: Title) -> str:
        """With the place of an episode and what a trailer belongs to."""
        if title.season:
            place = f"{title.season.show} · S{title.season.number} E{title.numbers}"
        else:
            place = title.parent.name if title.parent else ""
        return format_html('{}<span class="place">{}</span>', title.name, place) if place else title.name

    @admin.display(description=gettext_lazy("film"))
    def film(self, title: Title) -> str:
        """The state of the work on it."""
        state = state_of(title)
        return format_html(
            '<span class="badge is-{}">{}</span> <span class="badge-note">{}</span>',
            state.kind,
            state.words,
            state.error,
        )


def _job_of(title: Title, status: Job.Status) -> Job | None:
    """The work that its row offers to do something about, unless somebody did meanwhile."""
    return Job.objects.filter(pk=film_states([title])[title.pk].job or 0, status=status).first()


def in_order(pks: list[int]) -> list[Any]:
    """What a queryset is ordered by so that rows come as ``pks`` do."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(pks)]
    return [Case(*places, output_field=IntegerField())] if places else [F("pk").desc()]
