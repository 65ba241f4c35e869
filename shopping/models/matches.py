"""What matches what is worn, and who followed a link."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Title
from shopping.models.products import Product
from vision.models import Garment


class Match(models.Model):
    """A garment joined to a product.

    ::

        suggested ──► approved | rejected | pinned      (a person decides; re-matching never touches these)
    """

    class Status(models.TextChoices):
        SUGGESTED = "suggested", pgettext_lazy("match", "Suggested")
        APPROVED = "approved", pgettext_lazy("match", "Approved")
        REJECTED = "rejected", pgettext_lazy("match", "Rejected")
        PINNED = "pinned", pgettext_lazy("match", "Pinned")

    garment = models.ForeignKey(Garment, models.CASCADE, related_name="matches", verbose_name=_("garment"))
    product = models.ForeignKey(Product, models.CASCADE, related_name="matches", verbose_name=_("product"))
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)
    score = models.FloatField(
        _("score"), default=0.0, help_text=_("Cosine of the garment's and the product's vectors.")
    )
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SUGGESTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided = models.DateTimeField(_("decided"), null=True, blank=True)
    updated = models.DateTimeField(
        _("updated"), default=timezone.now, editable=False, help_text=_("Last change of rank or score.")
    )

    class Meta:
        ordering = ["garment", "rank", "id"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(
                fields=["garment", "product"],
                name="match_once",
                violation_error_message=_("The garment and the product are matched already."),
            )
        ]
        indexes = [
            models.Index(fields=["status"], name="match_status"),
            models.Index(fields=["garment", "rank", "id"], name="match_by_garment_and_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.garment} ~ {self.product}"


class MatchState(models.Model):
    """How a garment was last matched; a garment without a row is matched when anything next is.

    A product that becomes available, or changes, can be among a garment's matches only where its order (the cosine,
    and a bonus for the very category) reaches ``cutoff``.
    """

    garment = models.OneToOneField(
        Garment, models.CASCADE, primary_key=True, related_name="match_state", verbose_name=_("garment")
    )
    cutoff = models.FloatField(
        _("cutoff"), null=True, help_text=_("Order of the last of a full list; null: the list is not full.")
    )
    rows = models.PositiveSmallIntegerField(
        _("rows"), default=0, help_text=_("Matches there were, decided ones included.")
    )
    rules = models.CharField(
        _("rules"), max_length=16, help_text=_("Names the model and the settings that it was matched with.")
    )

    def __str__(self) -> str:
        return f"{self.garment_id}: {self.cutoff}"


class ClickOut(models.Model):
    """One visit sent to a shop."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="clicks", verbose_name=_("product"))
    garment = models.ForeignKey(
        Garment, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("garment")
    )
    title = models.ForeignKey(Title, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("title"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user")
    )
    token = models.CharField(  # noqa: DJ001  # clicks of before have none, and it is unique
        _("token"),
        max_length=22,
        null=True,
        unique=True,
        editable=False,
        help_text=_("Names the click in the shop's link, and in what the shop reports back."),
    )
    is_bot = models.BooleanField(_("is a bot"), default=False, editable=False)
    created = models.DateTimeField(_("created"), auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-created"]
        verbose_name = _("visit to a shop")
        verbose_name_plural = _("visits to shops")

    def __str__(self) -> str:
        return f"{self.product} at {self.created:%Y-%m-%d %H:%M}"
