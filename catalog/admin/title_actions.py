"""What an editor does to many titles at once: publish, genres, rating; some ask for more on a page of their own."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_stubs_ext import StrOrPromise

from catalog.models import Genre, Title
from catalog.models.titles import MAX_AGE
from catalog.services.bulk import titles_genres_add, titles_genres_remove, titles_publish, titles_rating_set
from trendflix.core.admin import logged_action

MAX_NAMED = 20
"""Titles that the page names; of more it says how many."""
MAX_CHOSEN = 1_000
"""Titles that one action changes; "all" of a list of 20,000 is more than a page's form can carry."""


class GenresForm(forms.Form):
    """Which genres."""

    genres = forms.ModelMultipleChoiceField(
        Genre.objects.all(),
        widget=AutocompleteSelectMultiple(Title._meta.get_field("genres"), admin.site),
        label=gettext_lazy("Genres"),
    )


class RatingForm(forms.Form):
    """A certificate and an age."""

    certificate = forms.CharField(
        max_length=20, required=False, label=gettext_lazy("Certificate"), help_text=gettext_lazy("PG-13, FSK 12.")
    )
    minimum_age = forms.IntegerField(
        min_value=0,
        max_value=MAX_AGE,
        required=False,
        label=gettext_lazy("Minimum age"),
        help_text=gettext_lazy("Years; empty: that of the certificate, and unrated without one."),
    )


class TitleActions(admin.ModelAdmin[Title]):
    """The actions of the list of titles."""

    actions = ("publish", "unpublish", "genres_add", "genres_remove", "rating_set", "merge")

    @logged_action(gettext_lazy("Publish"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Title]) -> list[Title]:
        """Show the chosen titles to viewers."""
        changed = titles_publish(queryset, published=True)
        self._told(request, ngettext("Published %d title.", "Published %d titles.", len(changed)), len(changed))
        return changed

    @logged_action(gettext_lazy("Hide from viewers"))
    def unpublish(self, request: HttpRequest, queryset: QuerySet[Title]) -> list[Title]:
        """Keep the chosen titles for staff."""
        changed = titles_publish(queryset, published=False)
        self._told(request, ngettext("Hid %d title.", "Hid %d titles.", len(changed)), len(changed))
        return changed

    @logged_action(gettext_lazy("Add genres"))
    def genres_add(self, request: HttpRequest, queryset: QuerySet[Title]) -> HttpResponse | None:
        """Ask which, then file the chosen titles under them too."""
        form = asked(GenresForm, request)
        if not form.is_valid():
            return self._ask(request, queryset, form, _("Add genres"))
        titles_genres_add(queryset, form.cleaned_data["genres"])
        self._changed(request, queryset)
        return None

    @logged_action(gettext_lazy("Remove genres"))
    def genres_remove(self, request: HttpRequest, queryset: QuerySet[Title]) -> HttpResponse | None:
        """Ask which, then take the chosen titles out of them."""
        form = asked(GenresForm, request)
        if not form.is_valid():
            return self._ask(request, queryset, form, _("Remove genres"))
        titles_genres_remove(queryset, form.cleaned_data["genres"])
        self._changed(request, queryset)
        return None

    @logged_action(gettext_lazy("Set the rating"))
    def rating_set(self, request: HttpRequest, queryset: QuerySet[Title]) -> HttpResponse | None:
        """Ask for a certificate and an age, then give them to the chosen titles."""
        form = asked(RatingForm, request)
        if not form.is_valid():
            return self._ask(request, queryset, form, _("Set the rating"))
        titles_rating_set(queryset, form.cleaned_data["certificate"].strip(), form.cleaned_data["minimum_age"])
        self._changed(request, queryset)
        return None

    def _ask(self, request: HttpRequest, queryset: QuerySet[Title], form: forms.Form, title: str) -> HttpResponse:
        """A page with the action's form and the chosen titles."""
        chosen = list(queryset[: MAX_CHOSEN + 1])
        if len(chosen) > MAX_CHOSEN:
            words = _("Choose at most %(limit)d titles at once; narrow the list with its filters.")
            self.message_user(request, words % {"limit": MAX_CHOSEN}, messages.ERROR)
            return redirect(request.get_full_path())
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "chosen": chosen[:MAX_NAMED],
            "more": max(0, len(chosen) - MAX_NAMED),
            "pks": [row.pk for row in chosen],
            "action": request.POST["action"],
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/catalog/title/action.html", context)

    def _changed(self, request: HttpRequest, queryset: QuerySet[Title]) -> None:
        count = queryset.count()
        self._told(request, ngettext("Changed %d title.", "Changed %d titles.", count), count)

    def _told(self, request: HttpRequest, words: StrOrPromise, count: int) -> None:
        self.message_user(request, str(words) % count)


def asked(form: type[forms.Form], request: HttpRequest) -> forms.Form:
    """The form as it was sent, or, on the way from the list, empty and not checked yet."""
    return form(request.POST) if "apply" in request.POST else form()
