"""The forms of feeds: what is wrong with a file is said at its field."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shopping.feed_fields import address_of, currency_checked, file_checked, letters_checked
from shopping.feeds import FORMATS
from shopping.feeds.affiliate import affiliate_check
from shopping.feeds.fetching.folders import location_check
from shopping.feeds.imports.samples import sample_columns
from shopping.feeds.readers.columns import FIELDS, missing
from shopping.feeds.readers.entries import REPEATED
from shopping.feeds.values.sections import NOTHING_WORN, section_key
from shopping.models import Feed
from shopping.models.feeds import MAX_BOOST
from trendflix.core.errors import UserError
from vision.labels import category_name
from vision.language.categories import CATEGORIES

MAX_SECTION_ROWS = 400

SOURCES = {
    Feed.Origin.UPLOAD: ("file", _("Choose the feed's file.")),
    Feed.Origin.URL: ("url", _("Say where the feed is, as in https://shop.example/feed.xml.")),
    Feed.Origin.PATH: ("location", _("Say which file it is.")),
    Feed.Origin.FOLDER: ("location", _("Say which folder it is.")),
}
"""The field that each origin needs, and what is said where it is empty."""


class FeedForm(forms.ModelForm[Feed]):
    """Where a shop's feed comes from, how it is read, and what is made of it; a newer file is imported again."""

    format = forms.ChoiceField(
        choices=[(name, _("find out from the file") if name == "auto" else name) for name in FORMATS],
        initial="auto",
        label=_("Format"),
    )
    origin = forms.ChoiceField(
        choices=Feed.Origin.choices, initial=Feed.Origin.UPLOAD, required=False, label=_("Comes from")
    )
    interval = forms.TypedChoiceField(
        choices=Feed.Interval.choices, coerce=int, initial=0, required=False, label=_("Fetched")
    )
    username = forms.CharField(
        label=_("User name"),
        required=False,
        max_length=200,
        help_text=_("For addresses that ask for one. Stored encrypted and never shown again; empty: as it is."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    shop_url = forms.URLField(
        label=_("Shop's address"),
        required=False,
        assume_scheme="https",
        help_text=_("https://shop.example; needed for Shopify exports, which name no links."),
    )
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        max_length=3,
        help_text=_("ISO 4217 code (EUR) of prices that name no currency."),
        widget=forms.TextInput(attrs={"size": "5"}),
    )
    max_loss = forms.FloatField(
        label=_("Largest loss"),
        required=False,
        min_value=0,
        max_value=1,
        help_text=_("Share of the live products, 0 to 1; an import that would lose more is held. Empty: the site's."),
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )
    boost = forms.FloatField(
        label=_("Boost"),
        required=False,
        min_value=-MAX_BOOST,
        max_value=MAX_BOOST,
        help_text=_("−0.1 to 0.1; moves its products among those that look alike."),
        widget=forms.NumberInput(attrs={"step": "0.01"}),
    )

    class Meta:
        model = Feed
        fields = (
            "name", "origin", "url", "location", "file", "interval", "format", "shop_url", "currency", "language",
            "country", "max_loss", "disclosure", "affiliate", "boost",
        )  # fmt: skip

    def clean_origin(self) -> str:
        """One of the origins; that of before where none is said."""
        return str(self.cleaned_data.get("origin") or self.instance.origin)

    def clean_interval(self) -> int:
        """By hand where none is said."""
        return int(self.cleaned_data.get("interval") or Feed.Interval.NEVER)

    def clean_boost(self) -> float:
        """0 where none is said."""
        return self.cleaned_data.get("boost") or 0.0

    def clean_url(self) -> str:
        """A web address; a user name and password in it are taken out and kept apart."""
        text = str(self.cleaned_data.get("url", "")).strip()
        if not text:
            return ""
        bare, user, password = address_of(text)
        self.sign_in_of_url = user, password
        return bare

    def clean_location(self) -> str:
        """A place below the folder for feeds."""
        text = str(self.cleaned_data.get("location", "")).strip()
        try:
            location_check(text)
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        return text

    def clean_currency(self) -> str:
        """An ISO 4217 code, or nothing."""
        return currency_checked(str(self.cleaned_data.get("currency", "")))

    def clean_language(self) -> str:
        """An ISO 639-1 code, or nothing."""
        return letters_checked(str(self.cleaned_data.get("language", "")), "de").lower()

    def clean_country(self) -> str:
        """An ISO 3166 code, or nothing."""
        return letters_checked(str(self.cleaned_data.get("country", "")), "DE").upper()

    def clean_affiliate(self) -> str:
        """Parameters as they are added to links."""
        text = str(self.cleaned_data.get("affiliate", "")).strip().lstrip("?&")
        try:
            affiliate_check(text)
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        return text

    def clean_file(self) -> UploadedFile[Any] | None:
        """A file that can be a feed."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if file:
            file_checked(file)
        return file

    def clean(self) -> dict[str, Any]:
        """What the origin needs."""
        found = super().clean() or self.cleaned_data
        name, told = SOURCES[found.get("origin") or Feed.Origin.UPLOAD]
        has_file = found.get("file") or self.instance.path
        if name not in self.errors and not (has_file if name == "file" else found.get(name)):
            self.add_error(name, told)
        return found

    @property
    def sign_in(self) -> tuple[str, str]:
        """A new user name and password, of the fields or of the address; empty: none is said."""
        own = self.cleaned_data.get("username", ""), self.cleaned_data.get("password", "")
        return own if any(own) else self.sign_in_of_url

    sign_in_of_url: tuple[str, str] = ("", "")


class FeedColumnsForm(forms.Form):
    """What the columns of a feed's table mean: one choice a column, in the table's order."""

    def __init__(self, feed: Feed, data: Any = None) -> None:
        super().__init__(data)
        self.header: list[str] = feed.sample[0] if feed.sample else list(feed.columns)
        choices = [("", _("– not used –")), *((name, name) for name in FIELDS)]
        known = sample_columns(feed.sample, feed.columns) or feed.columns
        for number, name in enumerate(self.header):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=name or _("(no name)"), choices=choices, required=False, initial=known.get(name, "")
            )

    def mapping(self) -> dict[str, str]:
        """{their column: our field} of what can be used of the choices."""
        chosen = {name: self.cleaned_data.get(f"column{number}", "") for number, name in enumerate(self.header)}
        return {name: field for name, field in chosen.items() if field}

    def clean(self) -> dict[str, Any]:
        """Each field once, and those that every product needs."""
        fields = list(self.mapping().values())
        twice = sorted({name for name in fields if fields.count(name) > 1 and name not in REPEATED})
        if twice:
            raise forms.ValidationError(gettext("More than one column is %(choices)s.") % {"choices": ", ".join(twice)})
        if absent := missing(self.mapping()):
            raise forms.ValidationError(gettext("No column is %(choices)s.") % {"choices": ", ".join(absent)})
        return self.cleaned_data


class FeedSectionsForm(forms.Form):
    """What a shop's own sections are in our categories: those that were mapped, then the commonest that say nothing."""

    EXTRA = 1
    """Rows for sections that are not listed."""

    def __init__(self, feed: Feed, unmapped: Sequence[tuple[str, int]], data: Any = None) -> None:
        super().__init__(data)
        choices = [("", _("– by its words –")), (NOTHING_WORN, _("nothing that is worn")), *_garments()]
        mapped = [(text, 0, category) for text, category in feed.categories.items()]
        rows = [*mapped, *((text, count, "") for text, count in unmapped), *[("", 0, "")] * self.EXTRA]
        if data is not None:  # the rows that were sent, whatever there is now
            rows = [(str(text), 0, "") for text in _sent(data)]
        self.counts = [count for _text, count, _category in rows]
        for number, (text, _count, category) in enumerate(rows):
            self.fields[f"section{number}"] = forms.CharField(
                label=_("Section"), required=False, max_length=750, initial=text
            )
            self.fields[f"category{number}"] = forms.ChoiceField(
                label=_("Category"), choices=choices, required=False, initial=category
            )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, int]]:
        """(section, category, how many products) of each row, for the page."""
        return [(self[f"section{at}"], self[f"category{at}"], count) for at, count in enumerate(self.counts)]

    def mapping(self) -> dict[str, str]:
        """{section, folded: category} of the rows that say something."""
        said = (
            (self.cleaned_data.get(f"section{at}", ""), self.cleaned_data.get(f"category{at}", ""))
            for at in range(len(self.counts))
        )
        return {section_key(text): category for text, category in said if section_key(text) and category}


def _sent(data: Any) -> list[str]:
    """The sections of a form that was sent, in order."""
    return [data.get(f"section{at}", "") for at in range(MAX_SECTION_ROWS) if f"section{at}" in data]


def _garments() -> list[tuple[str, str]]:
    return [(name, category_name(name)) for name in CATEGORIES]
