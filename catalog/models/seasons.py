"""Seasons of shows."""

from django.db import models


class Season(models.Model):
    """A numbered part of a show; 0 holds specials."""

    show = models.ForeignKey("catalog.Title", models.CASCADE, related_name="seasons", limit_choices_to={"kind": "show"})
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["show", "number"]
        constraints = [models.UniqueConstraint(fields=["show", "number"], name="season_number_once_per_show")]

    def __str__(self) -> str:
        return self.name or f"{self.show} · Season {self.number}"
