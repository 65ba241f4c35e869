"""Films, shows, episodes, trailers and editions for administrators."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from catalog.admin.forms import TitleForm
from catalog.admin.rows import LongListAdmin
from catalog.admin.seasons import SeasonInline
from catalog.indexing import titles_index
from catalog.models import Credit, Title
from catalog.services import pictures_remove
from catalog.services.pictures import pictures_of
from catalog.services.titles import title_complete

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


class CreditInline(admin.TabularInline[Credit, Title]):
    """Who did what on a title."""

    model = Credit
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Title)
class TitleAdmin(LongListAdmin[Title]):
    """What there is to watch; the film file itself hangs below as a video."""

    form = TitleForm
    list_display = ("name", "kind", "year", "published", "film_file", "created")
    list_filter = ("kind", "published", "genres")
    list_select_related = ("season__show", "video")
    search_fields = ("name", "original_name", "slug")
    filter_horizontal = ("genres",)
    autocomplete_fields = ("season", "parent")
    readonly_fields = ("film_file", "extras_shown", "artwork")
    fieldsets = (ABOUT, PUBLISHING, DETAILS, PLACE, ARTWORK, FILM)
    actions = ("publish", "unpublish")

    def get_inlines(self, request: HttpRequest, obj: Title | None) -> Any:
        """Credits; of shows the seasons too."""
        return [SeasonInline, CreditInline] if obj and obj.kind == Title.Kind.SHOW else [CreditInline]

    def save_related(self, request: HttpRequest, form: ModelForm[Title], formsets: Iterable[Any], change: bool) -> None:
        """Write credits, genres and origins, and what the title is found by."""
        super().save_related(request, form, formsets, change)
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

    @admin.display(description=gettext_lazy("film file"))
    def film_file(self, title: Title) -> str:
        """A link to the title's film, or to the form that adds one."""
        if title.pk is None:
            return _("Save the title first; then add its film here.")
        if not title.is_playable:
            return _("Shows hold episodes.")
        video = getattr(title, "video", None)
        if video is not None:
            return _link(_("Open"), "playback_video_change", video.pk)
        return _link(_("Add film"), "playback_video_add", title=title.pk)

    @admin.display(description=gettext_lazy("trailers and editions"))
    def extras_shown(self, title: Title) -> str:
        """Links to the trailers and editions of a title, and to the form that adds one with its film."""
        if title.pk is None or title.kind in Title.OF_A_PARENT:
            return "–"
        rows = (
            (_link(f"{extra.name} ({extra.get_kind_display()})", "catalog_title_change", extra.pk),)
            for extra in title.extras.order_by("pk")
        )
        if title.is_playable:
            query = {"title": title.pk, "added_as": Title.Kind.TRAILER.value}
            add = _link(_("Add a trailer or an edition"), "playback_video_add", **query)
        else:
            add = _link(_("Add a trailer"), "catalog_title_add", kind=Title.Kind.TRAILER.value, parent=title.pk)
        return format_html("{}<div>{}</div>", format_html_join("", "<div>{}</div>", rows), add)

    @admin.display(description=gettext_lazy("from the film"))
    def artwork(self, title: Title) -> str:
        """A link to the frames of the film that artwork can be made of."""
        video = getattr(title, "video", None) if title.pk else None
        return _link(_("Choose frames"), "playback_video_artwork", video.pk) if video else "–"

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        """Show the chosen titles to viewers."""
        count = queryset.update(published=True)
        self.message_user(request, ngettext("Published %d title.", "Published %d titles.", count) % count)

    @admin.action(description=gettext_lazy("Hide from viewers"), permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        """Keep the chosen titles for staff."""
        count = queryset.update(published=False)
        self.message_user(request, ngettext("Hid %d title.", "Hid %d titles.", count) % count)


def _link(text: str, page: str, *args: int, **query: Any) -> str:
    """A link to a page of the admin, or a dash where it has no such page."""
    try:
        address = reverse(f"admin:{page}", args=args)
    except NoReverseMatch:
        return "–"
    return format_html('<a href="{}{}">{}</a>', address, f"?{urlencode(query)}" if query else "", text)
