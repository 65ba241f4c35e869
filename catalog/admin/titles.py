"""Films, shows, episodes, trailers and editions for administrators."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import transaction
from django.forms import Media, ModelForm, Script
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.film_intake import Upload, film_intake
from catalog.admin.forms import TitleForm
from catalog.admin.links import link
from catalog.admin.merging import MergingAdmin
from catalog.admin.seasons import SeasonInline, SeasonRows, is_long, seasons_of
from catalog.admin.tables import TablesAdmin
from catalog.admin.title_actions import TitleActions
from catalog.admin.title_filters import OfGenre, OfShow
from catalog.admin.title_list import FilmFilter, TitleListAdmin
from catalog.admin.trashing import TrashingAdmin, edits_keep
from catalog.indexing import titles_index
from catalog.models import Credit, Title
from catalog.services import pictures_remove
from catalog.services.pictures import pictures_of
from catalog.services.titles import title_complete
from trendflix.core.admin.chosen import ChosenRows
from trendflix.core.errors import UserError

Fieldset = tuple[Any, Any]
ABOUT: Fieldset = (None, {"fields": ("name", "original_name", "kind", "year", "tagline", "synopsis", "genres")})
DETAILS: Fieldset = (
    gettext_lazy("Details"),
    {"fields": ("countries", "languages", ("certificate", "minimum_age"), "runtime", "slug")},
)
PLACE: Fieldset = (
    gettext_lazy("Place"),
    {
        "fields": (("season", "number", "last_number"), "parent"),
        "description": gettext_lazy("Of an episode its season; of a trailer or an edition the title it belongs to."),
    },
)
ARTWORK: Fieldset = (
    gettext_lazy("Artwork"),
    {
        "fields": ("poster", "backdrop", "still", "artwork"),
        "description": gettext_lazy("Made from the film's best frames where nothing is chosen."),
    },
)
PUBLISHING: Fieldset = (gettext_lazy("Publishing"), {"fields": ("published", ("publish_at", "publish_until"))})
FILM: Fieldset = (gettext_lazy("Film"), {"fields": ("film_file", "extras_shown")})


class CreditInline(ChosenRows[Credit, Title]):
    """Who did what on a title."""

    model = Credit
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Title)
class TitleAdmin(TablesAdmin, TitleActions, MergingAdmin, TrashingAdmin, TitleListAdmin):
    """What there is to watch; the film file itself hangs below as a video."""

    form = TitleForm
    list_filter = ("kind", "published", FilmFilter, OfGenre, OfShow)
    autocomplete_fields = ("genres", "season", "parent")
    readonly_fields = ("film_file", "extras_shown", "artwork")
    fieldsets = (ABOUT, PUBLISHING, DETAILS, PLACE, ARTWORK, FILM)

    @property
    def media(self) -> Media:
        """With what the fields of the list's filters need, and what hides fields of other kinds of title."""
        own = Media(js=[Script("js/admin-title.js", type="module")])  # type: ignore[list-item]  # an older form
        return super().media + AutocompleteSelect(OfGenre.field, self.admin_site).media + own

    def get_inlines(self, request: HttpRequest, obj: Title | None) -> Any:
        """Credits; of shows the seasons with their episodes too. A new title may become a show while it is typed."""
        kind = obj.kind if obj else request.POST.get("kind") or request.GET.get("kind") or Title.Kind.SHOW
        return [SeasonInline, CreditInline] if kind == Title.Kind.SHOW else [CreditInline]

    def get_formset_kwargs(self, request: HttpRequest, obj: Title, inline: Any, prefix: str) -> dict[str, Any]:
        """A new show begins with season 1."""
        found: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        is_new_show = isinstance(inline, SeasonInline) and obj.pk is None
        return found | {"initial": [{"number": 1}]} if is_new_show else found

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the states of the episodes' films, and the ways to the other seasons of a long show."""
        context["may_add_films"] = request.user.has_perm("playback.add_video")
        for inline in context.get("inline_admin_formsets", ()):
            if isinstance(inline.formset, SeasonRows):
                inline.formset.episodes_attach()
        show = kwargs.get("obj")
        if isinstance(show, Title) and show.kind == Title.Kind.SHOW and is_long(show):
            context["other_seasons"] = seasons_of(show)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: ModelForm[Title], formsets: Iterable[Any], change: bool) -> None:
        """Write credits, genres, origins, seasons and episodes, and what the title is found by; then take films in."""
        super().save_related(request, form, formsets, change)
        films = [film for rows in formsets if isinstance(rows, SeasonRows) for film in rows.films]
        transaction.on_commit(partial(self._take_films, request, films))
        edits_keep(form, formsets)
        titles_index([form.instance.pk])

    def save_model(self, request: HttpRequest, obj: Title, form: ModelForm[Title], change: bool) -> None:
        """Fill in what follows from the rest; pictures that were replaced are removed once that is committed."""
        before = Title.objects.filter(pk=obj.pk).first()
        title_complete(obj, [country.pk for country in form.cleaned_data.get("countries") or ()])
        super().save_model(request, obj, form, change)
        transaction.on_commit(partial(pictures_remove, pictures_of(before) if before else []))
        if obj.certificate and obj.minimum_age is None:
            words = _("No board is known that writes %(mark)s: type the minimum age, or the title counts as unrated.")
            self.message_user(request, words % {"mark": obj.certificate}, messages.WARNING)

    def _take_films(self, request: HttpRequest, films: list[tuple[Title, Upload]]) -> None:
        """Each film that came with an episode; one that cannot be kept is told, and the episode stays."""
        intake = film_intake()
        for episode, film in films if intake else ():
            try:
                intake.take(episode, film)  # type: ignore[union-attr]  # there is one
                self.message_user(request, _("%(name)s: the film is taken in.") % {"name": episode})
            except UserError as error:
                self.message_user(request, f"{episode}: {error}", messages.ERROR)

    @admin.display(description=gettext_lazy("film file"))
    def film_file(self, title: Title) -> str:
        """A link to the title's film, or to the form that adds one."""
        if title.pk is None:
            return _("Save the title first; then add its film here.")
        if not title.is_playable:
            return _("Shows hold episodes.")
        video = getattr(title, "video", None)
        if video is not None:
            return link(_("Open"), "playback_video_change", video.pk)
        return link(_("Add film"), "playback_video_add", title=title.pk)

    @admin.display(description=gettext_lazy("trailers and editions"))
    def extras_shown(self, title: Title) -> str:
        """Links to the trailers and editions of a title, and to the form that adds one with its film."""
        if title.pk is None or title.kind in Title.OF_A_PARENT:
            return "–"
        rows = (
            (link(f"{extra.name} ({extra.get_kind_display()})", "catalog_title_change", extra.pk),)
            for extra in title.extras.order_by("pk")
        )
        if title.is_playable:
            kind = Title.Kind.TRAILER.value
            add = link(_("Add a trailer or an edition"), "playback_video_add", title=title.pk, added_as=kind)
        else:
            add = link(_("Add a trailer"), "catalog_title_add", kind=Title.Kind.TRAILER.value, parent=title.pk)
        return format_html("{}<div>{}</div>", format_html_join("", "<div>{}</div>", rows), add)

    @admin.display(description=gettext_lazy("from the film"))
    def artwork(self, title: Title) -> str:
        """A link to the frames of the film that artwork can be made of."""
        video = getattr(title, "video", None) if title.pk else None
        return link(_("Choose frames"), "playback_video_artwork", video.pk) if video else "–"
