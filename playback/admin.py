"""Films for administrators: upload, state of the work on them, run it again."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from catalog.admin.film_intake import register_film_intake
from playback import disk_admin, library_admin, library_files_admin  # noqa: F401 - importing registers them
from playback.artwork_admin import ArtworkPages
from playback.episode_films import EPISODE_FILMS
from playback.film_player import film_player
from playback.forms import ChapterForm, PackagingForm, SubtitleForm, VideoForm, packaging_asked, uploaded_path
from playback.media.ladder import plan_of
from playback.media.notes import note_shown
from playback.models import Chapter, Subtitle, Video
from playback.selectors import film_notes
from playback.services import subtitle_add, video_ingest
from playback.services.adding import film_title
from playback.services.chapters import MARKERS, chapters_keep, chapters_restore
from playback.services.subtitles import subtitle_move, subtitle_remove
from playback.sound_forms import SoundsAdmin, sounds_save
from playback.uploads.film_field import SentFilm, sent_film_done
from playback.work_admin import STOPS, WorkActions
from trendflix.core.admin import logged_action
from trendflix.core.admin_deleting import LockedDelete
from trendflix.core.errors import UserError
from trendflix.core.paging import CappedPaginator
from trendflix.jobs.services import job_queue

register_film_intake(EPISODE_FILMS)
FILES = ("film_upload", "film", ("subtitles", "language", "role", "label"))  # cleaned in this order
UPLOAD = (None, {"fields": ("title", *FILES)})
ADD = (None, {"fields": ("title", ("added_as", "extra_name"), *FILES)})
STATE = (_("State"), {"fields": ("work", "original_name", "length", "size_shown")})
PACKAGING = (_("Packaging"), {"fields": (("repackage", "highest", "quality"),)})
MARKED = (_("Markers"), {"fields": (("intro_start", "intro_end"), ("recap_start", "recap_end"), "credits_start")})


def _notes(video: Video) -> list[str]:
    """What was assumed of the file, and what it lacks: of the packaging, or, before there is one, of the probe."""
    if video.is_ready:
        found = [*video.package.get("notes", []), *video.package.get("picture", [])]
        return [note_shown(one) for one in found]
    return [*film_notes(video), *map(note_shown, video.probe.get("picture", {}).get("notes", []))]


class SubtitleInline(admin.TabularInline[Subtitle, Video]):
    """The film's tracks; new ones come through the form above, or from the film's file."""

    model = Subtitle
    form = SubtitleForm
    readonly_fields = ("kind", "charset", "told")
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Video | None = None) -> bool:
        """Tracks are uploaded, not typed."""
        return False

    @admin.display(description=_("could not be read"))
    def told(self, track: Subtitle) -> str:
        """What of the file was odd, by line."""
        return format_html_join("", "<div>{}</div>", ((words,) for words in track.warnings)) or "–"


class ChapterInline(admin.TabularInline[Chapter, Video]):
    """The film's chapters: its own until somebody edits them."""

    model = Chapter
    form = ChapterForm
    extra = 1


@admin.register(Video)
class VideoAdmin(LockedDelete, ArtworkPages[Video], SoundsAdmin, WorkActions):
    """A film file and what becomes of it."""

    form = VideoForm
    change_form_template = "admin/playback/video/change_form.html"
    list_display = ("title", "length", "size_shown", "ready", "complete", "created")
    list_select_related = ("title",)
    ordering = ("-pk",)
    paginator = CappedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("title__name", "original_name")
    autocomplete_fields = ("title",)
    readonly_fields = ("work", "original_name", "length", "size_shown")
    action_form = PackagingForm
    inlines = (SubtitleInline, ChapterInline)
    actions = ("package_again", "analyse_again", "match_again", *STOPS, "chapters_of_the_file")
    job_kinds = ("package", "artwork", "analyse", "match")
    outcome_template = "admin/playback/_film_outcome.html"

    def get_fieldsets(self, request: HttpRequest, obj: Video | None = None) -> Any:
        """A new film has no state yet; those who may only look get no fields for uploads."""
        if obj is None:
            return (ADD, PACKAGING, MARKED)
        if not self.has_change_permission(request, obj):
            return ((None, {"fields": ("title",)}), STATE, MARKED)
        return (STATE, UPLOAD, *self.sound_fieldsets(obj), PACKAGING, MARKED)

    def get_form(
        self, request: HttpRequest, obj: Video | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Video]]:
        """A form that knows who sends it."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.sender = request.user
        return form  # type: ignore[no-any-return]  # made by Django

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """With the small player."""
        video = kwargs.get("obj")
        context["player"] = film_player(request, video) if isinstance(video, Video) and video.pk else None
        return super().render_change_form(request, context, *args, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Without the transaction that Django puts around the whole form: to copy a film takes minutes, during which
        it would keep other writers waiting. The services have transactions of their own.
        """
        try:
            response: HttpResponse = self._changeform_view(  # type: ignore[attr-defined]  # not in the stubs
                request, object_id, form_url, extra_context
            )
        except UserError as error:
            self.message_user(request, str(error), messages.ERROR)
            return redirect(request.get_full_path())
        return response

    def save_model(self, request: HttpRequest, obj: Video, form: ModelForm[Video], change: bool) -> None:
        """Hand the files to the services."""
        words = form.cleaned_data
        if change:
            obj.save(update_fields=["title", *MARKERS])
        if words.get("film") is not None:
            self._take_film(obj, words)
        elif change:
            sounds_save(obj, form)
        if (track := words.get("subtitles")) is not None:
            language, label, role = (words.get(name) or "" for name in ("language", "label", "role"))
            added = subtitle_add(obj, track.read(), track.name, language, label, role=role)
            self._tell_subtitles(request, track.name, added)
        if words.get("repackage"):
            job_queue("package", obj.pk, **plan_of(words).as_json())

    def _take_film(self, obj: Video, words: dict[str, Any]) -> None:
        """Ingest the uploaded film; ``obj`` becomes the row that the service wrote, with the form's markers."""
        title = film_title(obj.title, words)
        film = words["film"]
        video, _ = video_ingest(title, uploaded_path(film), film.name, link=isinstance(film, SentFilm))
        obj.pk = video.pk
        obj.refresh_from_db()
        for name in MARKERS:
            setattr(obj, name, words.get(name))
        obj.save(update_fields=MARKERS)
        sent_film_done(words["film"])

    def _tell_subtitles(self, request: HttpRequest, name: str, track: Subtitle) -> None:
        """How the file was read, and what of it could not be."""
        read = {"name": name, "label": track.shown_label, "charset": track.charset}
        self.message_user(request, gettext("Subtitles %(name)s: %(label)s, read as %(charset)s.") % read)
        for words in track.warnings:
            told = gettext("Subtitles %(name)s, %(warning)s") % {"name": name, "warning": words}
            self.message_user(request, told, messages.WARNING)

    def get_inlines(self, request: HttpRequest, obj: Video | None) -> Any:
        """Chapters come with the film, so a new one has none to edit yet."""
        return self.inlines if obj else [SubtitleInline]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Edited chapters are a person's from now on; those of a film just replaced are gone with it."""
        edited = formset.model is Chapter and formset.has_changed()
        if edited and form.cleaned_data.get("film") is not None:
            told = gettext("The new film brought its own chapters; edit these.")
            self.message_user(request, told, messages.WARNING)
            return
        if formset.model is Subtitle:
            self._save_tracks(formset)
            return
        with transaction.atomic():
            super().save_formset(request, form, formset, change)
        if edited:
            chapters_keep(form.instance)

    def _save_tracks(self, formset: Any) -> None:
        """Words are the row's; offsets and removals touch files."""
        for track in formset.save(commit=False):
            track.save()
            subtitle_move(track, track.offset)
        for track in formset.deleted_objects:
            subtitle_remove(track)

    def outcome(self, video: Video) -> dict[str, Any]:
        """What there is to play, and what could not be made."""
        return {
            "video": video,
            "rungs": [f"{min(one['width'], one['height'])}p" for one in video.renditions],
            "sounds": [sound["language"] or gettext("unnamed") for sound in video.package.get("audio", [])],
            "failed": video.package.get("failed", []),
            "notes": _notes(video),
        }

    @admin.display(description=_("ready"), boolean=True)
    def ready(self, video: Video) -> bool:
        """Whether it can be watched."""
        return video.is_ready

    @admin.display(description=_("complete"), boolean=True)
    def complete(self, video: Video) -> bool | None:
        """Whether nothing failed; unknown before there is a packaging."""
        return not video.package.get("failed") if video.is_ready else None

    @admin.display(description=_("length"))
    def length(self, video: Video) -> str:
        """Minutes and seconds."""
        return f"{int(video.duration // 60)}:{int(video.duration % 60):02d}"

    @admin.display(description=_("size"), ordering="size")
    def size_shown(self, video: Video) -> str:
        """In MiB."""
        return gettext("%(size)s MiB") % {"size": number_format(video.size / 2**20, 1)}

    @logged_action(_("Package again"))
    def package_again(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Enqueue packaging with the settings chosen beside the action, and all that follows."""
        self._queue("package", request, queryset, **plan_of(packaging_asked(request.POST)).as_json())

    @logged_action(_("Analyse again"))
    def analyse_again(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Enqueue the analysis."""
        self._queue("analyse", request, queryset)

    @logged_action(_("Match again"))
    def match_again(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Enqueue matching; what people decided stays."""
        self._queue("match", request, queryset)

    @logged_action(_("Take the chapters from the file again"))
    def chapters_of_the_file(self, request: HttpRequest, queryset: QuerySet[Video]) -> None:
        """Give up edited chapters."""
        kept = sum(chapters_restore(video) for video in queryset)
        told = gettext("Chapters taken from the files: %(chapters)d; films: %(films)d.")
        self.message_user(request, told % {"chapters": kept, "films": len(queryset)})

    def _queue(self, kind: str, request: HttpRequest, queryset: QuerySet[Video], **parameters: Any) -> None:
        for video in queryset:
            job_queue(kind, video.pk, **parameters)
        told = ngettext("Queued %(count)d; see Jobs.", "Queued %(count)d; see Jobs.", len(queryset))
        self.message_user(request, told % {"count": len(queryset)})
