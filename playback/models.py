"""The film file of a title, its subtitles, and how far each viewer has watched."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone

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

    title = models.OneToOneField(Title, models.CASCADE, related_name="video", limit_choices_to=~models.Q(kind="show"))
    source = models.FileField(upload_to=source_path, max_length=300, blank=True)
    original_name = models.CharField(max_length=255, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    duration = models.FloatField(default=0.0, editable=False, help_text="Seconds.")
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    frame_rate = models.FloatField(default=0.0, editable=False)
    has_audio = models.BooleanField(default=False, editable=False)
    probe = models.JSONField(default=dict, editable=False)
    package_key = models.CharField(max_length=64, blank=True, editable=False)
    renditions = models.JSONField(default=list, editable=False)
    package = models.JSONField(default=dict, editable=False)
    chapters_edited = models.BooleanField(default=False, editable=False)
    intro_start = models.FloatField(null=True, blank=True)
    intro_end = models.FloatField(null=True, blank=True)
    recap_start = models.FloatField(null=True, blank=True)
    recap_end = models.FloatField(null=True, blank=True)
    credits_start = models.FloatField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
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

    video = models.ForeignKey(Video, models.CASCADE, related_name="chapters")
    start = models.FloatField(help_text="Seconds, or hours:minutes:seconds.")
    title = models.CharField(max_length=120)

    class Meta:
        ordering = ["start"]
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
        DIALOGUE = "", "dialogue"
        FORCED = "forced", "forced"
        SDH = "sdh", "for the deaf and hard of hearing"

    video = models.ForeignKey(Video, models.CASCADE, related_name="subtitles")
    language = models.CharField(max_length=35, default="und", help_text="BCP 47, for example en or pt-BR.")
    role = models.CharField(
        max_length=6, choices=Role.choices, default=Role.DIALOGUE, blank=True, help_text="Forced: foreign parts only."
    )
    label = models.CharField(max_length=60, blank=True)
    is_default = models.BooleanField(default=False)
    offset = models.FloatField(default=0.0, help_text="Seconds by which the lines come later; below zero, earlier.")
    kind = models.CharField(max_length=3, choices=Kind.choices, default=Kind.VTT, editable=False)
    stream = models.PositiveSmallIntegerField(null=True, editable=False, help_text="Of the film's file, if from there.")
    charset = models.CharField(max_length=20, blank=True, editable=False, help_text="That the original was read by.")
    warnings = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["-is_default", "language", "id"]

    def __str__(self) -> str:
        return self.shown_label

    @property
    def shown_label(self) -> str:
        """What viewers choose the track by: its label, or its language's name and its role."""
        role = {self.Role.FORCED.value: " (forced)", self.Role.SDH.value: " (SDH)"}.get(self.role, "")
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

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="progress")
    video = models.ForeignKey(Video, models.CASCADE, related_name="progress")
    position = models.FloatField(default=0.0, help_text="Seconds.")
    watched = models.BooleanField(default=False)
    removed = models.BooleanField(
        default=False, editable=False, help_text="Taken off the row of what was begun; watching on puts it back."
    )
    playback_session = models.CharField(max_length=36, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    moment = models.DateTimeField(default=timezone.now, editable=False)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated"]
        verbose_name_plural = "progress"
        indexes = [models.Index(fields=["viewer", "watched", "-updated"], name="progress_continue")]
        constraints = [
            models.UniqueConstraint(fields=["viewer", "video"], name="progress_once_per_viewer"),
            models.CheckConstraint(condition=models.Q(position__gte=0), name="progress_position_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.video} at {self.position:.0f} s"
