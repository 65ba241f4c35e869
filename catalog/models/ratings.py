"""What viewers think of titles."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.titles import Title
from trendflix.accounts.models import Viewer

MAX_STARS = 5


class Rating(models.Model):
    """What a viewer thinks of a title: liked or disliked, stars, or both."""

    class Liking(models.IntegerChoices):
        DISLIKED = -1, pgettext_lazy("rating", "Disliked")
        NONE = 0, pgettext_lazy("rating", "None")
        LIKED = 1, pgettext_lazy("rating", "Liked")

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="ratings", verbose_name=_("viewer"))
    title = models.ForeignKey(Title, models.CASCADE, related_name="ratings", verbose_name=_("title"))
    liking = models.SmallIntegerField(_("liking"), choices=Liking.choices, default=Liking.NONE)
    stars = models.PositiveSmallIntegerField(
        _("stars"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MAX_STARS)]
    )
    updated = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        ordering = ["-updated", "-id"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "title"],
                name="rating_once_per_viewer",
                violation_error_message=_("The profile has rated this title already."),
            ),
            models.CheckConstraint(
                condition=models.Q(stars__isnull=True) | models.Q(stars__gte=1, stars__lte=MAX_STARS),
                name="rating_stars_in_range",
                violation_error_message=_("A rating has 1 to 5 stars."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_liking_display()} {self.stars or ''}".strip()
