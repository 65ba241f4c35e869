"""The library for administrators."""

from collections.abc import Iterable
from functools import partial
from typing import Any, TypeVar

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html

from catalog.indexing import titles_index
from catalog.models import Credit, Genre, Person, Season, Title
from catalog.services import name_save, names_delete, pictures_remove
from trendflix.core.paging import CappedPaginator

Named = TypeVar("Named", Genre, Person)


class CreditInline(admin.TabularInline[Credit, Title]):
    """Who did what on a title."""

    model = Credit
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Title)
class TitleAdmin(admin.ModelAdmin[Title]):
    """Films, shows and episodes; the film file itself hangs below as a video."""

    list_display = ("name", "kind", "year", "published", "film_file", "created")
    list_filter = ("kind", "published", "genres")
    list_select_related = ("season__show",)
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}
    filter_horizontal = ("genres",)
    autocomplete_fields = ("season",)
    readonly_fields = ("film_file",)
    inlines = (CreditInline,)
    actions = ("publish", "unpublish")

    def save_related(self, request: HttpRequest, form: ModelForm[Title], formsets: Iterable[Any], change: bool) -> None:
        """Write credits and genres, and what the title is found by."""
        super().save_related(request, form, formsets, change)
        titles_index([form.instance.pk])

    def get_queryset(self, request: HttpRequest) -> QuerySet[Title]:
        """With the film file, which every row links to."""
        return super().get_queryset(request).select_related("video")

    def save_model(self, request: HttpRequest, obj: Title, form: ModelForm[Title], change: bool) -> None:
        """Pictures that were replaced are removed once that is committed."""
        before = Title.objects.filter(pk=obj.pk).values_list("poster", "backdrop").first()
        super().save_model(request, obj, form, change)
        transaction.on_commit(partial(pictures_remove, before or ()))

    @admin.display(description="film file")
    def film_file(self, title: Title) -> str:
        """A link to the title's film, or to the form that adds one."""
        if title.pk is None:
            return "Save the title first; then add its film here."
        if not title.is_playable:
            return "Shows hold episodes."
        video = getattr(title, "video", None)
        try:
            if video is not None:
                return format_html('<a href="{}">Open</a>', reverse("admin:playback_video_change", args=[video.pk]))
            return format_html('<a href="{}?title={}">Add film</a>', reverse("admin:playback_video_add"), title.pk)
        except NoReverseMatch:
            return "–"

    @admin.action(description="Publish", permissions=["change"])
    def publish(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        """Show the chosen titles to viewers."""
        self.message_user(request, f"Published {queryset.update(published=True)}.")

    @admin.action(description="Hide from viewers", permissions=["change"])
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        """Keep the chosen titles for staff."""
        self.message_user(request, f"Hid {queryset.update(published=False)}.")


@admin.register(Season)
class SeasonAdmin(admin.ModelAdmin[Season]):
    """Seasons of shows."""

    list_display = ("show", "number", "name")
    list_select_related = ("show",)
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    search_fields = ("show__name", "name")
    autocomplete_fields = ("show",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Season]:
        """With the show, which every name of a season holds, in lists to choose from too."""
        return super().get_queryset(request).select_related("show")


class NameAdmin(admin.ModelAdmin[Named]):
    """Rows by whose names titles are found."""

    def save_model(self, request: HttpRequest, obj: Named, form: ModelForm[Named], change: bool) -> None:
        """Write it, and what its titles are found by."""
        name_save(obj)

    def delete_model(self, request: HttpRequest, obj: Named) -> None:
        """Delete it, and let its titles be found without it."""
        names_delete(self.model._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Named]) -> None:
        """Delete the chosen ones, and let their titles be found without them."""
        names_delete(queryset)


@admin.register(Genre)
class GenreAdmin(NameAdmin[Genre]):
    """Kinds of stories."""

    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Person)
class PersonAdmin(NameAdmin[Person]):
    """People in the credits."""

    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    search_fields = ("name",)
    prepopulated_fields = {"slug": ("name",)}
