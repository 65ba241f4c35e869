"""Results of film analysis: an analysis, its garments, and where each appears."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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

    ``vector`` holds float16 bytes of a unit vector pooled over the garment's best views (``vision.vectors``). What
    people decide about it (``GarmentEdit``) is in ``name``, ``category``, ``hidden`` and ``merged_into``; an analysis
    writes what it finds, and the edits are applied again.
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
    chances = models.JSONField(
        _("chances"),
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Category → chance: what it may be."),
    )
    score = models.FloatField(_("score"), default=0.0)
    vector = models.BinaryField(_("vector"))
    model = models.CharField(_("model"), max_length=200)
    cutout = models.CharField(_("cut-out"), max_length=200, blank=True, help_text=_("Path below the film's folder."))
    best_at = models.FloatField(_("best at"), default=0.0, help_text=_("Second of the best view."))
    first_seen = models.FloatField(_("first seen"), default=0.0)
    seconds = models.FloatField(_("seconds"), default=0.0, help_text=_("How long it is on screen in all."))
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("What a person calls it; empty: colour, pattern and kind.")
    )
    found_category = models.CharField(
        _("category found"),
        max_length=20,
        blank=True,
        editable=False,
        help_text=_("The analysis's own, where a person chose another."),
    )
    hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("Rejected by a person, or merged into another: shown to nobody.")
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged", verbose_name=_("merged into")
    )

    class Meta:
        ordering = ["first_seen", "id"]
        verbose_name = _("garment")
        verbose_name_plural = _("garments")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Colour, pattern and kind in the active language, as the player names it: "orange jacket"; or a person's name
        for it."""
        return self.name or garment_name(self.category, self.attributes)

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
    found_in = models.ForeignKey(
        Garment,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="moved",
        verbose_name=_("found in"),
        help_text=_("The garment that the analysis found it in, where a person moved it to another."),
    )

    class Meta:
        ordering = ["start", "id"]
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")),
                name="appearance_ends_after_start",
                violation_error_message=_("An appearance ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.start:.1f}–{self.end:.1f} s"


class GarmentEdit(models.Model):
    """A person's word on a garment, which holds after the film is analysed again, by another model too.

    It names garments by where they are on the screen and not by row: ``places`` holds for each one {"category",
    "spans": [[start, end], …], "boxes": [{"t","x","y","w","h"}, …]} (``vision.edits.places``): the garment's own, then
    for a merge that of the other, for a split that of the part.
    """

    class Kind(models.TextChoices):
        REJECT = "reject", pgettext_lazy("garment", "Rejected")
        RENAME = "rename", pgettext_lazy("garment", "Renamed")
        CATEGORY = "category", pgettext_lazy("garment", "Category changed")
        MERGE = "merge", pgettext_lazy("garment", "Merged")
        SPLIT = "split", pgettext_lazy("garment", "Split")

    video = models.ForeignKey(Video, models.CASCADE, related_name="garment_edits", verbose_name=_("video"))
    garment = models.ForeignKey(
        Garment, models.SET_NULL, null=True, blank=True, related_name="edits", verbose_name=_("garment")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    before = models.CharField(_("before"), max_length=80, blank=True, help_text=_("The name or category until then."))
    value = models.CharField(_("value"), max_length=80, blank=True, help_text=_("The new name or category."))
    places = models.JSONField(_("places"), default=list)
    note = models.CharField(_("note"), max_length=300, blank=True)
    batch = models.UUIDField(_("batch"), default=uuid.uuid4, editable=False, help_text=_("What one undo takes back."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    undone = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("edit of a garment")
        verbose_name_plural = _("edits of garments")
        indexes = [models.Index(fields=["decided_by", "-id"], name="garment_edit_by_person")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}".strip()
