"""What people decided on matches, and what waits for a decision."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models import Title
from playback.models import Video
from shopping.models.matches import Match
from shopping.models.products import Product
from vision.models import Garment


class Decision(models.Model):
    """One word of a person on one match: the history, and what is attached again after a film is analysed.

    ``place`` says where the garment is on the screen (``vision.edits.places``), since an analysis by another model
    leaves no garment's row as it was. A match's status is ``after`` of the newest decision that was not taken back.
    """

    video = models.ForeignKey(Video, models.CASCADE, related_name="decisions", verbose_name=_("video"))
    garment = models.ForeignKey(
        Garment, models.SET_NULL, null=True, blank=True, related_name="decisions", verbose_name=_("garment")
    )
    product = models.ForeignKey(Product, models.CASCADE, related_name="decisions", verbose_name=_("product"))
    place = models.JSONField(_("place"), default=dict)
    before = models.CharField(_("before"), max_length=10, choices=Match.Status.choices)
    after = models.CharField(_("after"), max_length=10, choices=Match.Status.choices)
    score = models.FloatField(_("score"), default=0.0)
    note = models.CharField(_("note"), max_length=300, blank=True)
    batch = models.UUIDField(_("batch"), default=uuid.uuid4, editable=False, help_text=_("What one undo takes back."))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    undone = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("decision on a match")
        verbose_name_plural = _("decisions on matches")
        indexes = [
            models.Index(fields=["decided_by", "-id"], name="decision_by_person"),
            models.Index(fields=["garment", "product", "-id"], name="decision_of_match"),
        ]

    def __str__(self) -> str:
        return f"{self.get_after_display()}: {self.product}"


class ReviewItem(models.Model):
    """A garment in the queue of review: the more unsure and the more seen, the sooner.

    Written by matching and by decisions (``shopping.matching.review_queue``). Somebody who looks at an item holds it
    until ``held_until``, so that two people do not decide on the same one.
    """

    garment = models.OneToOneField(
        Garment, models.CASCADE, primary_key=True, related_name="review", verbose_name=_("garment")
    )
    title = models.ForeignKey(Title, models.CASCADE, related_name="+", verbose_name=_("title"))
    category = models.CharField(_("category"), max_length=20)
    is_open = models.BooleanField(_("open"), default=True, help_text=_("Suggestions wait for a decision."))
    priority = models.FloatField(_("priority"), default=0.0, help_text=_("How unsure, times how long it is seen."))
    put_off_until = models.DateTimeField(_("put off until"), null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("held by")
    )
    held_until = models.DateTimeField(_("held until"), null=True, blank=True)
    decided = models.DateTimeField(_("decided"), null=True, blank=True, help_text=_("The newest decision on it."))

    class Meta:
        ordering = ["-priority", "garment_id"]
        verbose_name = _("item to review")
        verbose_name_plural = _("items to review")
        indexes = [
            models.Index(fields=["-priority", "garment"], condition=models.Q(is_open=True), name="review_open"),
            models.Index(
                fields=["title", "-priority", "garment"], condition=models.Q(is_open=True), name="review_open_of_title"
            ),
            models.Index(
                fields=["category", "-priority", "garment"],
                condition=models.Q(is_open=True),
                name="review_open_of_category",
            ),
            models.Index(fields=["held_by"], name="review_held"),
            models.Index(fields=["-decided"], name="review_decided"),
        ]

    def __str__(self) -> str:
        return f"{self.garment_id}: {self.priority:.1f}"
