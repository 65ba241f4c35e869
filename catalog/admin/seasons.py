"""Seasons for administrators: a list of their own, and on the form of a show with their episodes in them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Model, Q, QuerySet
from django.forms import Media, Script
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.admin.episode_forms import EpisodeRows, episode_rows
from catalog.admin.film_intake import Person, Upload
from catalog.admin.film_state import film_states
from catalog.admin.rows import LongListAdmin
from catalog.filters import key_of
from catalog.models import Season, Title
from catalog.services.shows import season_remove

MAX_EPISODES = 400
"""Episodes that one form holds; of a longer show it holds one season, chosen by ``?season=``."""


@admin.register(Season)
class SeasonAdmin(LongListAdmin[Season]):
    """Seasons of shows; 0 holds specials."""

    list_display = ("show", "number", "name")
    list_select_related = ("show",)
    search_fields = ("show__name", "name")
    autocomplete_fields = ("show",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        """With the show, which every name of a season holds, in lists to choose from too."""
        return super().get_queryset(request).select_related("show")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """No entry on the first page: seasons are edited on the page of their show."""
        return False

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[list[str], dict[str, int], set[str], Any]:
        """The seasons alone: their episodes move to the trash."""
        lacking = set() if request.user.has_perm("catalog.delete_title") else {str(Title._meta.verbose_name)}
        return [str(season) for season in objs], {str(self.opts.verbose_name_plural): len(objs)}, lacking, []

    def delete_model(self, request: HttpRequest, obj: Season) -> None:
        """Move its episodes to the trash."""
        self.delete_queryset(request, Season.objects.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Season]) -> None:
        """Move their episodes to the trash."""
        moved = sum(season_remove(season) for season in queryset)
        told = ngettext("%(count)d episode is in the trash now.", "%(count)d episodes are in the trash now.", moved)
        self.message_user(request, told % {"count": moved})


class SeasonForm(forms.ModelForm[Season]):
    """A season; ``episodes`` are its rows."""

    episodes: EpisodeRows

    def has_changed(self) -> bool:
        """Also where an episode has."""
        return super().has_changed() or (hasattr(self, "episodes") and self.episodes.has_changed())


class SeasonRows(forms.BaseInlineFormSet[Season, Title, SeasonForm]):
    """The seasons of a show, each with the rows of its episodes. ``films`` came with them, once all is saved."""

    sender: ClassVar[Person] = AnonymousUser()
    may_add: ClassVar[bool] = False
    may_delete: ClassVar[bool] = False
    is_one: ClassVar[bool] = False
    films: list[tuple[Title, Upload]]

    def get_queryset(self) -> QuerySet[Season]:
        """The seasons; of a long show, where none was chosen, the first alone."""
        seasons = super().get_queryset()
        return seasons[:1] if self.is_one else seasons

    def add_fields(self, form: SeasonForm, index: int | None) -> None:
        """With its episodes; of a show that is new the first season has an empty row."""
        super().add_fields(form, index)
        is_new = form.instance.pk is None
        extra = int(is_new and index is not None)
        rows = episode_rows(sender=self.sender, may_add=self.may_add, may_delete=self.may_delete, extra=extra)
        prefix = f"{form.prefix}-episodes"
        is_sent = self.is_bound and index is not None and f"{prefix}-TOTAL_FORMS" in self.data
        shown = Title.objects.filter(trashed__isnull=True).order_by("number")
        sent: dict[str, Any] = {"data": self.data, "files": self.files} if is_sent else {}
        form.episodes = rows(
            instance=form.instance, prefix=prefix, queryset=shown, initial=[{"number": 1}] * extra, **sent
        )
        if not self.may_delete or self._is_in_the_trash(form.instance):
            form.fields.pop("DELETE", None)

    @property
    def media(self) -> Media:
        """With what the fields of the films need."""
        return super().media + self.empty_form.episodes.empty_form.media

    def clean(self) -> None:
        """No season stands twice, and what is wrong with an episode keeps its season from being saved."""
        seen: set[int] = set()
        for form in self.forms:
            if not hasattr(form, "cleaned_data") or self._should_delete_form(form):  # type: ignore[attr-defined]  # not in the stubs
                continue
            if form.episodes.is_bound and not form.episodes.is_valid():
                form.add_error(None, _("Some episodes of this season need a correction."))
            number = form.cleaned_data.get("number")
            if number in seen:
                form.add_error("number", _("Season %(number)d is there twice.") % {"number": number})
            seen |= {number} if number is not None else set()

    def save(self, commit: bool = True) -> Any:
        """Write the seasons, then the episodes of each."""
        saved = super().save(commit)
        self.films = []
        for form in self.forms:
            if form.instance.pk and form.episodes.is_bound and form not in self.deleted_forms:
                form.episodes.save()
                self.films += form.episodes.films
        return saved

    def episodes_attach(self) -> None:
        """Give the episodes of all rows the states of their films, at once."""
        rows = [row.instance for form in self.forms for row in form.episodes.forms if row.instance.pk]
        states = film_states(rows) if rows else {}
        for episode in rows:
            episode.film_state = states[episode.pk]  # type: ignore[attr-defined]  # not a column

    def delete_existing(self, obj: Season, commit: bool = True) -> None:
        """Move its episodes to the trash; a season without any is deleted."""
        season_remove(obj)

    @staticmethod
    def _is_in_the_trash(season: Season) -> bool:
        """Whether all that the season holds is in the trash already, which it waits for."""
        return bool(getattr(season, "episodes_count", 0)) and not getattr(season, "episodes_live", 0)


class SeasonInline(admin.StackedInline[Season, Title]):
    """The seasons of a show, with their episodes."""

    model = Season
    form = SeasonForm
    formset = SeasonRows  # type: ignore[assignment]  # the forms are narrower than the stubs'
    template = "admin/catalog/title/seasons.html"
    fields = ("number", "name")
    verbose_name_plural = gettext_lazy("seasons (0 holds specials)")

    class Media:
        css: ClassVar = {"all": ("css/admin-show.css",)}
        js: ClassVar = (Script("js/admin-show.js", type="module"),)

    def get_extra(self, request: HttpRequest, obj: Model | None = None, **kwargs: Any) -> int:
        """A new show begins with one season."""
        return 0 if obj is not None and obj.pk else 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        """All seasons, or that which the address names."""
        seasons = super().get_queryset(request).select_related("show")
        live = Count("episodes", filter=Q(episodes__trashed__isnull=True))
        seasons = seasons.annotate(episodes_count=Count("episodes"), episodes_live=live)
        chosen = key_of(request.GET.get("season"))
        return seasons.order_by("number") if chosen is None else seasons.filter(number=chosen)

    def get_formset(self, request: HttpRequest, obj: Title | None = None, **kwargs: Any) -> Any:
        """For what this person may do to episodes."""
        rows: Any = super().get_formset(request, obj, **kwargs)
        rows.is_one = isinstance(obj, Title) and is_long(obj) and key_of(request.GET.get("season")) is None
        rows.sender = request.user
        rows.may_add = request.user.has_perm("catalog.add_title")
        rows.may_delete = request.user.has_perm("catalog.delete_title")
        return rows


def is_long(show: Title) -> bool:
    """Whether a show has more episodes than one form holds."""
    return Title.objects.filter(season__show=show).count() > MAX_EPISODES


def seasons_of(show: Title) -> list[tuple[int, int]]:
    """(number, episodes) of a show's seasons, in order."""
    counted = show.seasons.order_by("number").annotate(count=Count("episodes"))
    return list(counted.values_list("number", "count"))
