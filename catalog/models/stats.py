"""What viewers do with titles, rolled up by a job; pages read it by index."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.titles import Title


class TitleStats(models.Model):
    """Figures of a film or a show, its episodes' included; written by ``catalog.recommend.stats`` alone.

    Titles that nobody has watched, rated or saved anything of have no row, or one of zeros.
    """

    title = models.OneToOneField(Title, models.CASCADE, primary_key=True, related_name="stats", verbose_name=_("title"))
    viewers = models.PositiveIntegerField(_("viewers"), default=0, help_text=_("Who began it, ever."))
    trend = models.FloatField(_("trend"), default=0.0, help_text=_("Viewers of the last weeks, halved every week."))
    ratings = models.PositiveIntegerField(_("ratings"), default=0)
    rating = models.FloatField(_("rating"), default=0.0, help_text=_("Bayesian mean of the ratings, 0 to 1; 0: none."))
    saved = models.PositiveIntegerField(
        _("saved"), default=0, help_text=_("Products saved from it within the last week.")
    )
    pieces = models.PositiveIntegerField(
        _("pieces"), default=0, help_text=_("Garments with something to show from a shop.")
    )
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name_plural = _("title statistics")
        verbose_name = _("title stats")
        indexes = [
            models.Index(fields=["-trend", "-title"], name="stats_trend"),
            models.Index(fields=["-rating", "-title"], name="stats_rating"),
            models.Index(fields=["-saved", "-title"], condition=models.Q(saved__gt=0), name="stats_saved"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.viewers}"
