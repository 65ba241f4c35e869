"""Results of film analysis: an analysis, its garments, and where each appears."""

from pathlib import Path

from django.db import models
from django.utils.translation import gettext_lazy as _

from playback.models import Video
from vision.labels import garment_name


class Analysis(models.Model):
    """The stored analysis of one film; ``key`` hashes the file, the models and the parameters it was made with."""

    video = models.OneToOneField(Video, models.CASCADE, related_name="analysis", verbose_name=_("video"))
    key = models.CharField(_("key"), max_length=64)
    model = models.CharField(_("model"), max_length=200, help_text=_("The embedder's stamp."))
    parser = models.CharField(_("parser"), max_length=200, help_text=_("The garment parser's stamp."))
    shots = models.JSONField(_("shots"), default=list, help_text=_("[[start, end], …] in seconds."))
    frames = models.PositiveIntegerField(_("frames"), default=0, help_text=_("Frames that a model looked at."))
    created = models.DateTimeField(_("created"), auto_now=True)

    class Meta:
        verbose_name_plural = _("analyses")
        verbose_name = _("analysis")

    def __str__(self) -> str:
        return f"Analysis of {self.video}"


class Garment(models.Model):
    """Something a person wears in a film: one row however many shots it is seen in.

    ``vector`` holds float16 bytes of a unit vector pooled over the garment's best views (``vision.vectors``).
    """

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="garments", verbose_name=_("analysis"))
    category = models.CharField(_("category"), max_length=20)
    attributes = models.JSONField(_("attributes"), default=dict, blank=True)
    palette = models.JSONField(
        _("palette"),
        default=list,
        blank=True,
        editable=False,
        help_text=_("[[L, a, b, share], …]: colours measured on its best view."),
    )
    score = models.FloatField(_("score"), default=0.0)
    vector = models.BinaryField(_("vector"))
    model = models.CharField(_("model"), max_length=200)
    cutout = models.CharField(_("cut-out"), max_length=200, blank=True, help_text=_("Path below the film's folder."))
    best_at = models.FloatField(_("best at"), default=0.0, help_text=_("Second of the best view."))
    first_seen = models.FloatField(_("first seen"), default=0.0)
    seconds = models.FloatField(_("seconds"), default=0.0, help_text=_("How long it is on screen in all."))

    class Meta:
        ordering = ["first_seen", "id"]
        verbose_name = _("garment")
        verbose_name_plural = _("garments")

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

    garment = models.ForeignKey(Garment, models.CASCADE, related_name="appearances", verbose_name=_("garment"))
    start = models.FloatField(_("start"))
    end = models.FloatField(_("end"))
    boxes = models.JSONField(_("boxes"), default=list)
    person = models.PositiveIntegerField(
        _("person"),
        null=True,
        blank=True,
        help_text=_("Number of the wearer in this analysis; one number, one person."),
    )

    class Meta:
        ordering = ["start", "id"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="appearance_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.start:.1f}–{self.end:.1f} s"
