"""Countries and languages, offered by name where a title's are chosen; they have no pages of their own."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from catalog.models import Country, Language
from trendflix.core.cldr import countries_found, languages_found

Coded = TypeVar("Coded", bound=Model)


class CodedAdmin(admin.ModelAdmin[Coded]):
    """Answers an autocomplete field with all codes whose names hold what was typed, rows or not."""

    search_fields = ("code",)
    found: ClassVar[Callable[[str], list[str]]]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """No entry on the admin's first page."""
        return False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Coded], search_term: str) -> tuple[Any, bool]:
        """For a field of choice, rows that need not exist: ``catalog.admin.forms.CodesField`` makes what is chosen."""
        if not request.path.endswith("/autocomplete/"):
            return super().get_search_results(request, queryset, search_term)
        model: Any = self.model
        return [model(code=code) for code in type(self).found(search_term)], False


@admin.register(Country)
class CountryAdmin(CodedAdmin[Country]):
    """Countries of ISO 3166-1."""

    found = countries_found


@admin.register(Language)
class LanguageAdmin(CodedAdmin[Language]):
    """Languages of CLDR."""

    found = languages_found
