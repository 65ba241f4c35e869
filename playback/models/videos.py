"""The film file of a title, its chapters and its subtitles."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.models import Title
from playback.media.streams import language_name


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

    Markers are seconds: a span has both ends or none. ``chapters_edited`` says that the chapters are a person's;
    ``sound_edits`` is what a person said of the file's sound, by stream: ``title``, ``language``, ``is_default``.
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
    sound_edits = models.JSONField(_("sound edits"), default=dict, editable=False)
    chapters_edited = models.BooleanField(_("chapters edited"), default=False, editable=False)
    intro_start = models.FloatField(_("intro start"), null=True, blank=True)
    intro_end = models.FloatField(_("intro end"), null=True, blank=True)
    recap_start = models.FloatField(_("recap start"), null=True, blank=True)
    recap_end = models.FloatField(_("recap end"), null=True, blank=True)
    credits_start = models.FloatField(_("credits start"), null=True, blank=True)
    bytes_used = models.PositiveBigIntegerField(_("on disk"), default=0, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        constraints = [
            models.CheckConstraint(
                condition=span("intro"),
                name="video_intro_ends_after_it_starts",
                violation_error_message=_("The intro has a start and an end after it, or neither."),
            ),
            models.CheckConstraint(
                condition=span("recap"),
                name="video_recap_ends_after_it_starts",
                violation_error_message=_("The recap has a start and an end after it, or neither."),
            ),
            models.CheckConstraint(
                condition=models.Q(credits_start__isnull=True) | models.Q(credits_start__gte=0),
                name="video_credits_start_not_negative",
                violation_error_message=_("The credits do not start before the film."),
            ),
        ]
        indexes = [models.Index(fields=["-bytes_used", "-id"], name="video_bytes_used")]

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


class DiskUse(Video):
    """What each film needs of the disk; the same rows as ``Video``, for a list of their own."""

    class Meta:
        proxy = True
        verbose_name = _("disk use")
        verbose_name_plural = _("disk use")


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
            models.UniqueConstraint(
                fields=["video", "start"],
                name="chapter_one_at_a_time",
                violation_error_message=_("The film has a chapter that starts at this time already."),
            ),
            models.CheckConstraint(
                condition=models.Q(start__gte=0),
                name="chapter_start_not_negative",
                violation_error_message=_("A chapter does not start before the film."),
            ),
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
