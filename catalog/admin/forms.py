"""Forms of the library's admin pages."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from catalog.certificates import minimum_age_of
from catalog.models import Country, Language, Title
from catalog.services.filing import countries_make, languages_make
from catalog.services.titles import last_number_check
from trendflix.core.errors import UserError

CODED: dict[str, tuple[type[Model], Callable[[Iterable[str]], Any]]] = {
    "countries": (Country, countries_make),
    "languages": (Language, languages_make),
}


class SlugMadeForm(forms.ModelForm[Any]):
    """A form whose slug may be left empty: the service makes it of the name, by the rule that scripts go by too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Part of the page's address; made from the name where empty.")


class CodesField(forms.ModelMultipleChoiceField[Any]):
    """Countries or languages, chosen by name among all that there are; rows are made for those chosen first."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        model, self.make = CODED[name]
        widget = AutocompleteSelectMultiple(Title._meta.get_field(name), admin.site)
        super().__init__(model._default_manager.all(), required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The rows of the codes that were sent; a code that is none is said at the field."""
        try:
            self.make(value or [])
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        return super().clean(value)


class TitleForm(SlugMadeForm):
    """A title; what follows from a field that was typed is filled in."""

    countries = CodesField("countries", label=_("Countries"))
    languages = CodesField("languages", label=_("Languages"))

    class Meta:
        model = Title
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets choose

    def clean(self) -> dict[str, Any]:
        """Fill in the age of a certificate; episodes of one season do not overlap."""
        cleaned = super().clean() or {}
        self._clean_age(cleaned)
        self._clean_kind(cleaned)
        season, number = cleaned.get("season"), cleaned.get("number")
        if season is not None and number is not None:
            try:
                last_number_check(season, number, cleaned.get("last_number"), self.instance)
            except UserError as error:
                self.add_error("number", str(error))
        return cleaned

    def _clean_kind(self, cleaned: dict[str, Any]) -> None:
        """What is for another kind of title, and so not on the page, is dropped."""
        kind = cleaned.get("kind")
        others = () if kind == Title.Kind.EPISODE else ("season", "number", "last_number")
        for name in (*others, *(() if kind in Title.OF_A_PARENT else ("parent",))):
            if name in cleaned:
                cleaned[name] = None

    def _clean_age(self, cleaned: dict[str, Any]) -> None:
        """An age that was typed counts; otherwise it is that of the certificate, as the title's countries read it."""
        certificate = cleaned.get("certificate") or ""
        is_stale = cleaned.get("minimum_age") is None or "certificate" in self.changed_data
        if certificate and is_stale and "minimum_age" not in self.changed_data:
            countries = [country.pk for country in cleaned.get("countries") or ()]
            cleaned["minimum_age"] = minimum_age_of(certificate, countries)
