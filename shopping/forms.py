"""The forms of feeds: what is wrong with a file is said at its field."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shopping.feeds import FORMATS
from shopping.feeds.readers.columns import FIELDS, missing
from shopping.feeds.readers.entries import REPEATED
from shopping.feeds.values.currencies import currencies
from shopping.models import Feed


class FeedForm(forms.ModelForm[Feed]):
    """A shop's feed file; uploading a newer one imports it again."""

    format = forms.ChoiceField(
        choices=[(name, _("find out from the file") if name == "auto" else name) for name in FORMATS],
        initial="auto",
        label=_("Format"),
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

    class Meta:
        model = Feed
        fields = ("name", "shop_url", "format", "currency", "max_loss", "file")

    def clean_currency(self) -> str:
        """An ISO 4217 code, or nothing."""
        code = str(self.cleaned_data.get("currency", "")).strip().upper()
        if code and code not in currencies():
            raise forms.ValidationError(
                gettext("%(code)s is no ISO 4217 code; use one like EUR or USD.") % {"code": code}
            )
        return code

    def clean_file(self) -> UploadedFile[Any] | None:
        """A file that can be a feed; without a new one, that of the last time stays."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if not file and not self.instance.path:
            raise forms.ValidationError(gettext("Choose the feed's file."))
        if file and file.size == 0:
            raise forms.ValidationError(gettext("%(name)s: an empty file.") % {"name": file.name})
        if file and (file.size or 0) > settings.FEED_MAX_BYTES:
            raise forms.ValidationError(
                gettext("%(name)s: larger than %(limit)s MiB.")
                % {"name": file.name, "limit": settings.FEED_MAX_BYTES // 2**20}
            )
        return file


class FeedColumnsForm(forms.Form):
    """What the columns of a feed's table mean: one choice a column, in the table's order."""

    def __init__(self, feed: Feed, data: Any = None) -> None:
        super().__init__(data)
        self.header: list[str] = feed.sample[0] if feed.sample else list(feed.columns)
        choices = [("", _("– not used –")), *((name, name) for name in FIELDS)]
        for number, name in enumerate(self.header):
            self.fields[f"column{number}"] = forms.ChoiceField(
                label=name or _("(no name)"), choices=choices, required=False, initial=feed.columns.get(name, "")
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
