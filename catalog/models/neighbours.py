"""Titles that are like a title; written by ``catalog.recommend.services`` alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.titles import Title


class TitleNeighbour(models.Model):
    """One of the titles most like a title, from what they are made of and from who watched both."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="neighbours", verbose_name=_("title"))
    neighbour = models.ForeignKey(Title, models.CASCADE, related_name="+", verbose_name=_("neighbour"))
    score = models.FloatField(_("score"), help_text=_("0 to 1; larger is more alike."))

    class Meta:
        ordering = ["title", "-score"]
        verbose_name = _("title neighbour")
        verbose_name_plural = _("title neighbours")
        constraints = [
            models.UniqueConstraint(
                fields=["title", "neighbour"],
                name="neighbour_once",
                violation_error_message=_("These titles are neighbours already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title_id} ~ {self.neighbour_id}: {self.score:.2f}"
