"""Results of film analysis: an analysis, its garments, and where each appears."""

from pathlib import Path

from django.db import models

from playback.models import Video
from vision.labels import garment_name


class Analysis(models.Model):
    """The stored analysis of one film; ``key`` hashes the file, the models and the parameters it was made with."""

    video = models.OneToOneField(Video, models.CASCADE, related_name="analysis")
    key = models.CharField(max_length=64)
    model = models.CharField(max_length=200, help_text="The embedder's stamp.")
    parser = models.CharField(max_length=200, help_text="The garment parser's stamp.")
    shots = models.JSONField(default=list, help_text="[[start, end], …] in seconds.")
    frames = models.PositiveIntegerField(default=0, help_text="Frames that a model looked at.")
    created = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "analyses"

    def __str__(self) -> str:
        return f"Analysis of {self.video}"


class Garment(models.Model):
    """Something a person wears in a film: one row however many shots it is seen in.

    ``vector`` holds float16 bytes of a unit vector pooled over the garment's best views (``vision.vectors``).
    """

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="garments")
    category = models.CharField(max_length=20)
    attributes = models.JSONField(default=dict, blank=True)
    score = models.FloatField(default=0.0)
    vector = models.BinaryField()
    model = models.CharField(max_length=200)
    cutout = models.CharField(max_length=200, blank=True, help_text="Path below the film's folder.")
    best_at = models.FloatField(default=0.0, help_text="Second of the best view.")
    first_seen = models.FloatField(default=0.0)
    seconds = models.FloatField(default=0.0, help_text="How long it is on screen in all.")

    class Meta:
        ordering = ["first_seen", "id"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Colour, pattern and kind in the active language, as the player names it: "orange jacket"."""
        return garment_name(self.category, self.attributes)

    @property
    def cutout_path(self) -> Path:
        """The cut-out picture's file."""
        return self.analysis.video.folder / self.cutout


class Appearance(models.Model):
    """An unbroken time of a garment on screen; ``boxes`` are [{"t","x","y","w","h"}], t in seconds, the rest 0..1."""

    garment = models.ForeignKey(Garment, models.CASCADE, related_name="appearances")
    start = models.FloatField()
    end = models.FloatField()
    boxes = models.JSONField(default=list)

    class Meta:
        ordering = ["start", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="appearance_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.start:.1f}–{self.end:.1f} s"
