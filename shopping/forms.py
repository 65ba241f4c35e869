"""The upload form of feeds: what is wrong with a file is said at its field."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from shopping.feeds import FORMATS
from shopping.models import Feed


class FeedForm(forms.ModelForm[Feed]):
    """A shop's feed file; uploading a newer one imports it again."""

    format = forms.ChoiceField(
        choices=[(name, "find out from the file" if name == "auto" else name) for name in FORMATS], initial="auto"
    )

    shop_url = forms.URLField(
        label="Shop's address",
        required=False,
        assume_scheme="https",
        help_text="https://shop.example; needed for Shopify exports, which name no links.",
    )

    class Meta:
        model = Feed
        fields = ("name", "shop_url", "format", "file")

    def clean_file(self) -> UploadedFile[Any] | None:
        """A file that can be a feed; without a new one, that of the last time stays."""
        file: UploadedFile[Any] | None = self.cleaned_data.get("file")
        if not file and not self.instance.path:
            raise forms.ValidationError("Choose the feed's file.")
        if file and file.size == 0:
            raise forms.ValidationError(f"{file.name}: an empty file.")
        if file and (file.size or 0) > settings.FEED_MAX_BYTES:
            raise forms.ValidationError(f"{file.name}: larger than {settings.FEED_MAX_BYTES // 2**20} MiB.")
        return file
