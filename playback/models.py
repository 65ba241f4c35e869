"""The film file of a title, its subtitles, and how far each viewer has watched."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.models import Title
from playback.media.streams import language_name
from trendflix.accounts.models import Viewer


def source_path(video: "Video", filename: str) -> str:
    """Uploads wait in a folder of their own until they are ingested; the client's file name is not used."""
    return f"incoming/{video.title_id}/source"


def film_folder(video_id: int) -> Path:
    """Where everything of a film lies, also when its row is gone."""
    return Path(settings.MEDIA_ROOT) / "titles" / str(video_id)


def span(name: str) -> models.Q:
    """The condition on a marker of two ends: neither, or both with the start first."""
    start, end = f"{name}_start", f"{name}_end"
    neither = models.Q(**{f"{start}__isnull": True, f"{end}__isnull": True})
    # An unknown comparison would pass, hence "not null" in words.
    both = models.Q(**{f"{start}__isnull": False, f"{end}__isnull": False})
    return neither | both & models.Q(**{f"{start}__gte": 0, f"{end}__gt": models.F(start)})


class Video(models.Model):
    """One film file and what was made of it.

    Everything made from it lies under ``folder`` (``media/titles/<pk>/``): ``source/`` (never served),
    ``hls/<package_key>/``, ``subtitles/``, ``garments/``. ``package_key`` names the packaging on show: a hash of the
    file and the settings it was packaged with; empty until there is one. ``renditions`` lists its video files, small to
    large; ``package`` says what else it holds: ``audio`` tracks, whether there is a ``progressive`` file and
    ``thumbnails``, and which rungs ``failed``.

    Markers are seconds: a span has both ends or none. ``chapters_edited`` says that the chapters are a person's.
    """

    title = models.OneToOneField(
        Title, models.CASCADE, related_name="video", limit_choices_to=~models.Q(kind="show"), verbose_name=_("title")
    )
    source = models.FileField(_("source"), upload_to=source_path, max_length=300, blank=True)
    original_name = models.CharField(_("original name"), max_length=255, blank=True, editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True, editable=False, db_index=True)
    size = models.PositiveBigIntegerField(_("size"), default=0, editable=False)
    duration = models.FloatField(_("duration"), default=0.0, editable=False, help_text=_("Seconds."))
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    frame_rate = models.FloatField(_("frame rate"), default=0.0, editable=False)
    has_audio = models.BooleanField(_("has audio"), default=False, editable=False)
    probe = models.JSONField(_("probe"), default=dict, editable=False)
    package_key = models.CharField(_("package key"), max_length=64, blank=True, editable=False)
    renditions = models.JSONField(_("renditions"), default=list, editable=False)
    package = models.JSONField(_("package"), default=dict, editable=False)
    chapters_edited = models.BooleanField(_("chapters edited"), default=False, editable=False)
    intro_start = models.FloatField(_("intro start"), null=True, blank=True)
    intro_end = models.FloatField(_("intro end"), null=True, blank=True)
    recap_start = models.FloatField(_("recap start"), null=True, blank=True)
    recap_end = models.FloatField(_("recap end"), null=True, blank=True)
    credits_start = models.FloatField(_("credits start"), null=True, blank=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [
            models.CheckConstraint(condition=span("intro"), name="video_intro_ends_after_it_starts"),
            models.CheckConstraint(condition=span("recap"), name="video_recap_ends_after_it_starts"),
            models.CheckConstraint(
                condition=models.Q(credits_start__isnull=True) | models.Q(credits_start__gte=0),
                name="video_credits_start_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}"

    @property
    def folder(self) -> Path:
        """Where everything of this film lies."""
        return film_folder(self.pk)

    @property
    def is_ready(self) -> bool:
        """Whether there is a packaging to watch."""
        return bool(self.package_key)


class Chapter(models.Model):
    """A named place of a film; it lasts until the next one."""

    video = models.ForeignKey(Video, models.CASCADE, related_name="chapters", verbose_name=_("video"))
    start = models.FloatField(_("start"), help_text=_("Seconds, or hours:minutes:seconds."))
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        ordering = ["start"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        constraints = [
            models.UniqueConstraint(fields=["video", "start"], name="chapter_one_at_a_time"),
            models.CheckConstraint(condition=models.Q(start__gte=0), name="chapter_start_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title


class Subtitle(models.Model):
    """One subtitle track, kept as WebVTT at ``path``, written from the file at ``original``, which is never served.

    ``charset`` is the Python codec that read the original, ``warnings`` say by line what of it could not be read.
    """

    class Kind(models.TextChoices):
        VTT = "vtt"
        SRT = "srt"
        ASS = "ass"
        SSA = "ssa"

    class Role(models.TextChoices):
        DIALOGUE = "", _("dialogue")
        FORCED = "forced", pgettext_lazy("subtitles", "forced")
        SDH = "sdh", _("for the deaf and hard of hearing")

    video = models.ForeignKey(Video, models.CASCADE, related_name="subtitles", verbose_name=_("video"))
    language = models.CharField(
        _("language"), max_length=35, default="und", help_text=_("BCP 47, for example en or pt-BR.")
    )
    role = models.CharField(
        _("role"),
        max_length=6,
        choices=Role.choices,
        default=Role.DIALOGUE,
        blank=True,
        help_text=_("Forced: foreign parts only."),
    )
    label = models.CharField(_("label"), max_length=60, blank=True)
    is_default = models.BooleanField(_("default"), default=False)
    offset = models.FloatField(
        _("offset"), default=0.0, help_text=_("Seconds by which the lines come later; below zero, earlier.")
    )
    kind = models.CharField(_("kind"), max_length=3, choices=Kind.choices, default=Kind.VTT, editable=False)
    stream = models.PositiveSmallIntegerField(
        _("stream"), null=True, editable=False, help_text=_("Of the film's file, if from there.")
    )
    charset = models.CharField(
        _("charset"), max_length=20, blank=True, editable=False, help_text=_("That the original was read by.")
    )
    warnings = models.JSONField(_("warnings"), default=list, editable=False)

    class Meta:
        ordering = ["-is_default", "language", "id"]
        verbose_name = _("subtitle")
        verbose_name_plural = _("subtitles")

    def __str__(self) -> str:
        return self.shown_label

    @property
    def shown_label(self) -> str:
        """What viewers choose the track by: its label, or its language's name and its role."""
        role = {self.Role.FORCED.value: gettext(" (forced)"), self.Role.SDH.value: gettext(" (SDH)")}.get(self.role, "")
        return self.label or f"{language_name(self.language)}{role}"

    @property
    def path(self) -> Path:
        """The track's file."""
        return self.video.folder / "subtitles" / f"{self.pk}.vtt"

    @property
    def original(self) -> Path:
        """What was uploaded, or taken from the film's file."""
        return self.video.folder / "source" / "subtitles" / f"{self.pk}.{self.kind}"


class Progress(models.Model):
    """How far a viewer got.

    Many pages and devices tell it: ``moment`` is when the position was true, ``playback_session`` the page that said
    so, and ``sequence`` which of that page's saves it was (``progress_save`` has the rule).
    """

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="progress", verbose_name=_("viewer"))
    video = models.ForeignKey(Video, models.CASCADE, related_name="progress", verbose_name=_("video"))
    position = models.FloatField(_("position"), default=0.0, help_text=_("Seconds."))
    watched = models.BooleanField(_("watched"), default=False)
    removed = models.BooleanField(
        _("removed"),
        default=False,
        editable=False,
        help_text=_("Taken off the row of what was begun; watching on puts it back."),
    )
    playback_session = models.CharField(_("playback session"), max_length=36, blank=True, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)
    moment = models.DateTimeField(_("moment"), default=timezone.now, editable=False)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-updated"]
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        indexes = [models.Index(fields=["viewer", "watched", "-updated"], name="progress_continue")]
        constraints = [
            models.UniqueConstraint(fields=["viewer", "video"], name="progress_once_per_viewer"),
            models.CheckConstraint(condition=models.Q(position__gte=0), name="progress_position_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.video} at {self.position:.0f} s"


class ArtworkFrame(models.Model):
    """A frame of a film that artwork can be made of, kept at ``path``; never served but to editors.

    ``key`` names the packaging and the rules that it was chosen by. ``people`` is where people are in it, [x, y, w, h]
    in parts of the frame; ``is_faces`` says that it holds their faces alone.
    """

    video = models.ForeignKey(Video, models.CASCADE, related_name="artwork_frames")
    key = models.CharField(max_length=32)
    place = models.PositiveSmallIntegerField(help_text="0: the best.")
    time = models.FloatField(help_text="Seconds.")
    score = models.FloatField(default=0.0)
    people = models.JSONField(null=True, blank=True)
    is_faces = models.BooleanField(default=False)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["video", "key", "place"], name="artwork_frame_place_once")]

    def __str__(self) -> str:
        return f"{self.video} at {self.time:.0f} s"

    @property
    def path(self) -> Path:
        """The frame's file."""
        return self.video.folder / "artwork" / self.key / f"{self.place}.jpg"


class Artwork(models.Model):
    """A poster, backdrop or still of a title that was cut from a frame; ``name`` is that of the title's picture.

    While the title shows another picture, an editor has uploaded that, and nothing takes its place by itself.
    """

    class Shape(models.TextChoices):
        POSTER = "poster", _("poster")
        BACKDROP = "backdrop", _("backdrop")
        STILL = "still", _("still")

    title = models.ForeignKey(Title, models.CASCADE, related_name="artwork")
    shape = models.CharField(max_length=10, choices=Shape.choices)
    name = models.CharField(max_length=200, editable=False)
    time = models.FloatField(help_text="Seconds of the film.")
    is_chosen = models.BooleanField(default=False, help_text="By an editor; kept when the film is looked at again.")

    class Meta:
        verbose_name_plural = "artwork"
        constraints = [models.UniqueConstraint(fields=["title", "shape"], name="artwork_once_per_shape")]

    def __str__(self) -> str:
        return f"{self.get_shape_display()} of {self.title}"
