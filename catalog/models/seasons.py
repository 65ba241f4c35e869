"""Seasons of shows."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Season(models.Model):
    """A numbered part of a show; 0 holds specials."""

    show = models.ForeignKey(
        "catalog.Title",
        models.CASCADE,
        related_name="seasons",
        limit_choices_to={"kind": "show"},
        verbose_name=_("show"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=120, blank=True)

    class Meta:
        ordering = ["show", "number"]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints = [
            models.UniqueConstraint(
                fields=["show", "number"],
                name="season_number_once_per_show",
                violation_error_message=_("The show has a season of this number already."),
            )
        ]

    def __str__(self) -> str:
        return self.name or gettext("%(show)s · Season %(number)s") % {"show": self.show, "number": self.number}
