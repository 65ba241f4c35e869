"""Keeps what is typed of a film while it is uploaded."""

from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext

from catalog.models import FIRST_YEAR, LAST_YEAR, MAX_NUMBER
from playback.uploads.errors import Conflict
from playback.uploads.following import title_follow
from playback.uploads.models import FilmUpload
from playback.uploads.services import film_hand_over, is_editable

LATE = ("name", "year")
"""What can still be typed when the film is in its place."""


class DescribeForm(forms.ModelForm[FilmUpload]):
    """What can be typed of a film; nothing is asked for while its files arrive."""

    year = forms.IntegerField(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    season = forms.IntegerField(required=False, min_value=0, max_value=MAX_NUMBER)
    number = forms.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER)
    last_number = forms.IntegerField(required=False, min_value=1, max_value=MAX_NUMBER)

    class Meta:
        model = FilmUpload
        fields = ("kind", "name", "year", "show", "season", "number", "last_number", "replace")


def film_describe(film: FilmUpload, words: dict[str, Any]) -> dict[str, list[str]]:
    """Keep the fields in ``words``, as they were typed; what is wrong, by field: then nothing is kept.

    Raises ``Conflict`` for a field that cannot be changed any more.
    """
    asked = [name for name in DescribeForm.Meta.fields if name in words]
    if not is_editable(film) and not set(asked) <= set(LATE):
        raise Conflict(gettext("%(name)s is in its place already; change it on its page.") % {"name": film})
    values = {name: getattr(film, name) for name in DescribeForm.Meta.fields}
    form = DescribeForm(values | {name: words[name] for name in asked}, instance=film)
    if not form.is_valid():
        return {name: [str(one) for one in errors] for name, errors in form.errors.items()}
    with transaction.atomic():
        form.instance.save(update_fields=asked)
    if film.state == FilmUpload.State.ADDED:
        title_follow(film, asked)
    film_hand_over(film.pk)
    return {}
