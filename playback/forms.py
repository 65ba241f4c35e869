"""The upload form of films and subtitles: what is wrong with a file is said at its field."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.models import MAX_NAME, Title
from catalog.services.extras import parent_check
from playback.media.ladder import HEIGHTS, plan_of
from playback.media.languages import language_checked
from playback.models import Chapter, Subtitle, Video
from playback.services.chapters import MARKERS, SPANS, moment_check, span_check
from playback.services.ingest import film_probe
from playback.services.subtitles import MAX_BYTES, MAX_OFFSET, subtitle_text
from playback.timefield import TimeField
from playback.uploads.film_field import FilmInput, sent_film, sent_film_done
from playback.uploads.permissions import Person
from trendflix.core.errors import UserError

Upload = UploadedFile[Any]


ADDED_AS = [
    ("", _("the title's film")),
    (Title.Kind.TRAILER.value, _("a trailer of the title")),
    (Title.Kind.EDITION.value, _("another edition of the title")),
]
QUALITY_NAMES = {
    "fast": pgettext_lazy("quality", "fast"),
    "balanced": pgettext_lazy("quality", "balanced"),
    "small": pgettext_lazy("quality", "small"),
}
MAX_HEIGHT_CHOICES = [(0, _("the source's own")), *((height, f"{height}p") for height in sorted(HEIGHTS, reverse=True))]


class VideoForm(forms.ModelForm[Video]):
    """A film for a title; its subtitles can come along."""

    added_as = forms.ChoiceField(
        choices=ADDED_AS,
        required=False,
        label=_("Add as"),
        help_text=_("A trailer or an edition stands beside the film."),
    )
    extra_name = forms.CharField(
        max_length=MAX_NAME, required=False, label=_("Name"), help_text=_("Of an edition, for example Director's cut.")
    )
    film_upload = forms.UUIDField(required=False, widget=forms.HiddenInput)
    film = forms.FileField(
        required=False,
        label=_("Film"),
        help_text=_("Any video file; it is packaged for streaming by a worker."),
        widget=FilmInput,
    )
    subtitles = forms.FileField(required=False, label=_("Subtitles"), help_text=_(".vtt, .srt, .ass or .ssa"))
    language = forms.CharField(
        max_length=35,
        required=False,
        label=_("Language"),
        help_text=_("Of the subtitles, for example en; empty: from the file's name."),
    )
    role = forms.ChoiceField(
        choices=[("", _("as the file's name says")), *((role.value, role.label) for role in Subtitle.Role if role)],
        required=False,
        label=_("Role"),
        help_text=_("Of the subtitles."),
    )
    label = forms.CharField(
        max_length=60, required=False, label=_("Label"), help_text=_("Of the subtitles, for example English (SDH).")
    )
    repackage = forms.BooleanField(
        required=False, label=_("Package again"), help_text=_("With these settings, by a worker.")
    )
    highest = forms.TypedChoiceField(
        choices=MAX_HEIGHT_CHOICES, coerce=int, required=False, empty_value=None, label=_("Highest rung")
    )
    quality = forms.ChoiceField(
        choices=list(QUALITY_NAMES.items()), required=False, initial="balanced", label=_("Quality")
    )

    sender: Person = AnonymousUser()
    """Who sends the form: a film that arrived in pieces must be theirs."""

    class Meta:
        model = Video
        fields = ("title", *MARKERS)
        field_classes = dict.fromkeys(MARKERS, TimeField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duration = self.instance.duration
        plan = plan_of(self.instance.package.get("plan", {}))
        self.initial.update(plan.as_json())

    def clean_film(self) -> Upload | None:
        """Probe the upload where it lies."""
        film: Upload | None = self.cleaned_data.get("film") or self._sent_film()
        if film is None:
            if self.instance.pk is None:
                raise forms.ValidationError(gettext("Choose a film."))
            return None
        try:
            self.duration = film_probe(uploaded_path(film), film.name or "film").duration
        except UserError as error:
            self._forget(film)
            raise forms.ValidationError(str(error)) from error
        return film

    def _sent_film(self) -> Upload | None:
        """The film that a script has sent before the form."""
        pk = self.cleaned_data.get("film_upload")
        try:
            return sent_film(self.sender, pk) if pk else None
        except UserError as error:
            raise forms.ValidationError(str(error)) from error

    def _forget(self, film: Upload) -> None:
        """Keep nothing of what is no film, and do not say again that it has arrived."""
        sent_film_done(film)
        words: Any = self.data
        self.data = words = words.copy()
        words["film_upload"] = ""

    def clean_language(self) -> str:
        """A language that is known, as BCP 47."""
        return _language(self.cleaned_data["language"])

    def clean_subtitles(self) -> Upload | None:
        """Read the track before anything is saved."""
        track: Upload | None = self.cleaned_data.get("subtitles")
        if track is None:
            return None
        try:
            subtitle_text(track.read(MAX_BYTES + 1), track.name or "subtitles")
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        track.seek(0)
        return track

    def clean(self) -> dict[str, Any]:
        """Shows hold no film; markers lie within it."""
        cleaned = super().clean() or {}
        self._clean_markers(cleaned)
        title = cleaned.get("title")
        if title is not None and cleaned.get("added_as"):
            self._clean_extra(title, Title.Kind(cleaned["added_as"]))
        elif title is not None and not title.is_playable:
            self.add_error("title", gettext("A show holds episodes; add the film to an episode."))
        return cleaned

    def validate_unique(self) -> None:
        """A title has one film; its trailers and editions are titles of their own."""
        if not self.cleaned_data.get("added_as"):
            super().validate_unique()

    def _clean_extra(self, title: Title, kind: Title.Kind) -> None:
        try:
            parent_check(title, kind)
        except UserError as error:
            self.add_error("title", str(error))

    def _clean_markers(self, cleaned: dict[str, Any]) -> None:
        credits = cleaned.get("credits_start")
        try:
            for name in SPANS:
                field, start = f"{name}_end", cleaned.get(f"{name}_start")
                span_check(start, cleaned.get(field), self.duration, name.capitalize())
            if credits is not None:
                field = "credits_start"
                moment_check(credits, self.duration, "Credits")
        except UserError as error:
            self.add_error(field if field in self.fields else None, str(error))


class SubtitleForm(forms.ModelForm[Subtitle]):
    """A track that is there: its words and its offset."""

    offset = forms.FloatField(
        label=_("Offset"),
        min_value=-MAX_OFFSET,
        max_value=MAX_OFFSET,
        initial=0.0,
        help_text=_("Seconds; below zero means earlier."),
    )

    class Meta:
        model = Subtitle
        fields = ("language", "role", "label", "is_default", "offset")

    def clean_language(self) -> str:
        """A language that is known, as BCP 47, or what it was."""
        language: str = self.cleaned_data["language"]
        return _language(language) if "language" in self.changed_data else language


def _language(text: str) -> str:
    try:
        return language_checked(text)
    except UserError as error:
        raise forms.ValidationError(str(error)) from error


class PackagingForm(ActionForm):
    """What *Package again* goes by."""

    highest = forms.TypedChoiceField(
        choices=MAX_HEIGHT_CHOICES, coerce=int, required=False, empty_value=None, label=_("Highest rung")
    )
    quality = forms.ChoiceField(
        choices=list(QUALITY_NAMES.items()), required=False, initial="balanced", label=_("Quality")
    )


def packaging_asked(data: Mapping[str, Any]) -> dict[str, Any]:
    """The packaging that a list's form asks for; what it does not know is left out."""
    form = PackagingForm(data)
    del form.fields["action"]
    form.full_clean()
    return form.cleaned_data


class ChapterForm(forms.ModelForm[Chapter]):
    """One chapter: a time within the film, and a name."""

    class Meta:
        model = Chapter
        fields = ("start", "title")
        field_classes = {"start": TimeField}

    def clean_start(self) -> float:
        """Within the film."""
        start: float = self.cleaned_data["start"]
        try:
            moment_check(start, self.instance.video.duration, "Start")
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
        return start


def uploaded_path(upload: Upload) -> Path:
    """Where an upload lies on disk; the upload handlers of this form's view write every film to a file."""
    return Path(upload.temporary_file_path())  # type: ignore[attr-defined]  # set by TemporaryFileUploadHandler
