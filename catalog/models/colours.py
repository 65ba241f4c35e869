"""Colours of what is worn in titles; written by a job, for pages that list titles by colour."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.titles import Title


class TitleColour(models.Model):
    """How many shoppable garments of a colour are worn in a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="colours", verbose_name=_("title"))
    colour = models.CharField(_("colour"), max_length=20, help_text=_("As the garment's attribute names it: red."))
    pieces = models.PositiveIntegerField(_("pieces"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["title", "colour"],
                name="title_colour_once",
                violation_error_message=_("The title has this colour already."),
            )
        ]
        verbose_name = _("title colour")
        verbose_name_plural = _("title colours")
        indexes = [models.Index(fields=["colour", "-title"], name="title_colour_newest")]

    def __str__(self) -> str:
        return f"{self.colour} in {self.title}"
