"""What the browse page takes from its address."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog import browse
from catalog.models import FIRST_YEAR, LAST_YEAR, Country, Language, Title
from catalog.visible import genres_visible
from trendflix.accounts.sight import EVERYBODY, Sight

AGES = (0, 6, 12, 16, 18)
YEARS = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR, "required": False}
ORDERS = (
    (browse.NEW, _("Newest here")),
    (browse.TRENDING, _("Trending")),
    (browse.RATING, _("Best rated")),
    (browse.YEAR, _("Year")),
    (browse.NAME, _("Name")),
)
LENGTHS = (("short", _("Under 1 h")), ("medium", _("1 to 2 h")), ("long", _("Over 2 h")))
Choices = Iterable[tuple[str, Any]]


class BrowseForm(forms.Form):
    """Filters and order; a wrong value is said beside its field and filters nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    genre = forms.ChoiceField(label=_("Genre"), required=False)
    year_from = forms.IntegerField(label=_("From year"), **YEARS)  # type: ignore[arg-type]  # the same for both
    year_to = forms.IntegerField(label=_("To year"), **YEARS)  # type: ignore[arg-type]
    language = forms.ChoiceField(label=_("Language"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    age = forms.TypedChoiceField(label=_("Suitable for"), required=False, coerce=int, empty_value=None)
    length = forms.ChoiceField(label=_("Length"), required=False)
    colour = forms.ChoiceField(label=_("Colour worn"), required=False)
    shoppable = forms.BooleanField(label=_("Can be shopped"), required=False)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=ORDERS)

    def __init__(self, data: Mapping[str, Any], colours: Choices, sight: Sight = EVERYBODY) -> None:
        super().__init__(data, label_suffix="")
        kinds = [(Title.Kind.FILM, _("Films")), (Title.Kind.SHOW, _("Series"))]
        self._offer("kind", _("All kinds"), kinds)
        self._offer("genre", _("All genres"), genres_visible(sight).values_list("slug", "name"))
        self._offer("language", _("All languages"), _named(Language.objects.all()))
        self._offer("country", _("All countries"), _named(Country.objects.all()))
        self._offer("age", _("All ages"), [(str(age), _("Age %(age)s") % {"age": age}) for age in AGES])
        self._offer("length", _("Any length"), LENGTHS)
        self._offer("colour", _("All colours"), colours)

    def _offer(self, name: str, everything: Any, choices: Choices) -> None:
        field: Any = self.fields[name]
        field.choices = [("", everything), *choices]

    def clean(self) -> dict[str, Any]:
        """A range of years that ends before it begins is said at its end."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("year_from"), cleaned.get("year_to")
        if first is not None and last is not None and last < first:
            self.add_error("year_to", _("Not before %(year)s.") % {"year": first})
        return cleaned

    def filters(self) -> browse.Filters:
        """What is looked for: the fields that are right."""
        self.is_valid()
        return browse.Filters(**{name: value for name, value in self.cleaned_data.items() if name != "sort"})

    def order(self) -> str:
        """The order, ``new`` where none is said."""
        self.is_valid()
        return str(self.cleaned_data.get("sort") or browse.NEW)

    def chosen(self) -> list[tuple[str, str]]:
        """(field, words) of every filter that holds: ("genre", "Drama")."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)}
        return [(name, self._words(name, value)) for name, value in given.items() if name != "sort"]

    def _words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices).get(str(value), value))  # type: ignore[arg-type]  # pairs, never groups
        return str(field.label) if value is True else f"{field.label} {value}"


def _named(rows: Iterable[Country] | Iterable[Language]) -> list[tuple[str, str]]:
    """Code and name, by name."""
    return sorted(((row.code, row.name) for row in rows), key=lambda pair: pair[1])
