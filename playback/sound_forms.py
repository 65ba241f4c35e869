"""The fields for the sounds of a film on its form: name, language, and which is the default."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin import ModelAdmin
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from playback.media.languages import language_checked
from playback.media.playlist import sound_names
from playback.models import Video
from playback.services.sounds import sounds_edit, sounds_of
from playback.tracks import is_replacing
from trendflix.core.errors import UserError

MAX_SOUND_NAME = 60
DEFAULT = "default_sound"


class LanguageField(forms.CharField):
    """A language as BCP 47, or nothing."""

    def clean(self, value: Any) -> str:
        """As it is kept."""
        text: str = super().clean(value)
        try:
            return language_checked(text) if text else ""
        except UserError as error:
            raise forms.ValidationError(str(error)) from error


def sound_rows(video: Video) -> list[Any]:
    """The names of the fields, as the rows of a fieldset; none where there is nothing to name now."""
    if not video.is_ready or is_replacing(video):
        return []
    sounds = sounds_of(video)
    rows = [(f"sound_{one.index}_title", f"sound_{one.index}_language") for one in sounds]
    return [*rows, DEFAULT] if len(rows) > 1 else rows


def with_sounds(form: Any, video: Video | None) -> Any:
    """A class of a form that has those fields too."""
    if video is None or not sound_rows(video):
        return form
    sounds = sounds_of(video)
    names, fields = sound_names(sounds), dict[str, forms.Field]()
    for number, (sound, shown) in enumerate(zip(sounds, names, strict=True), 1):
        fields[f"sound_{sound.index}_title"] = forms.CharField(
            label=_("Name of sound %(number)d") % {"number": number},
            max_length=MAX_SOUND_NAME,
            required=False,
            initial=sound.title,
            help_text=_("Shown as %(name)s; empty: the name of its language.") % {"name": shown},
        )
        fields[f"sound_{sound.index}_language"] = LanguageField(
            label=_("Language of sound %(number)d") % {"number": number},
            max_length=35,
            required=False,
            initial=sound.language,
            help_text=_("BCP 47, for example en or pt-BR."),
        )
    default = next((one.index for one in sounds if one.is_default), sounds[0].index)
    fields[DEFAULT] = forms.TypedChoiceField(
        label=_("Default sound"),
        choices=[(one.index, name) for one, name in zip(sounds, names, strict=True)],
        coerce=int,
        initial=default,
        required=False,
    )
    return type("SoundForm", (form,), fields)


def sounds_save(video: Video, form: forms.ModelForm[Video]) -> None:
    """Keep what was changed of the sounds. Raises ``UserError`` where that cannot be."""
    if not any(name == DEFAULT or name.startswith("sound_") for name in form.changed_data):
        return
    sounds, words = sounds_of(video), form.cleaned_data
    chosen = words.get(DEFAULT)  # not asked where there is one sound
    default = (
        chosen if isinstance(chosen, int) else next((one.index for one in sounds if one.is_default), sounds[0].index)
    )
    sounds_edit(video, {str(one.index): _said(one.index, words, default) for one in sounds})


def _said(index: int, words: Mapping[str, Any], default: int) -> dict[str, Any]:
    title, language = (words.get(f"sound_{index}_{name}", "") for name in ("title", "language"))
    return {"title": title, "language": language, "is_default": index == default}


class SoundsAdmin(ModelAdmin[Video]):
    """Adds the fields to the page of a film."""

    def get_form(self, request: Any, obj: Video | None = None, change: bool = False, **kwargs: Any) -> Any:
        """With the fields of the sounds that the film has."""
        return super().get_form(request, obj, change, **{"form": with_sounds(self.form, obj), **kwargs})

    @staticmethod
    def sound_fieldsets(video: Video) -> tuple[Any, ...]:
        """The fieldset, where there is a sound."""
        rows = sound_rows(video)
        told = gettext("Listen to each in the player. A film in one file keeps its sound until it is packaged anew.")
        return ((_("Sound"), {"fields": rows, "description": told}),) if rows else ()
