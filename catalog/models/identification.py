"""Which entry of TMDB a title is, or which it may be until somebody says."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.titles import Title


class Identification(models.Model):
    """The search for a film or a show at TMDB. ``candidates`` hold id, name, year, overview and poster path."""

    class State(models.TextChoices):
        MATCHED = "matched", pgettext_lazy("identification", "Identified")
        AMBIGUOUS = "ambiguous", pgettext_lazy("identification", "To be settled")
        UNKNOWN = "unknown", pgettext_lazy("identification", "Nothing found")
        NONE = "none", pgettext_lazy("identification", "Not at TMDB")

    title = models.OneToOneField(Title, models.CASCADE, related_name="identification", verbose_name=_("title"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    tmdb_id = models.PositiveIntegerField(_("TMDB id"), null=True, blank=True)
    is_chosen = models.BooleanField(_("chosen by a person"), default=False)
    candidates = models.JSONField(_("candidates"), default=list, blank=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("identification")
        verbose_name_plural = _("identifications")
        indexes: ClassVar = [models.Index(fields=["state", "-id"], name="identification_state")]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"
