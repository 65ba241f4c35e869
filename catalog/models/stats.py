"""What viewers do with titles, rolled up by a job; pages read it by index."""

from django.db import models

from catalog.models.titles import Title


class TitleStats(models.Model):
    """Figures of a film or a show, its episodes' included; written by ``catalog.recommend.stats`` alone.

    Titles that nobody has watched, rated or saved anything of have no row, or one of zeros.
    """

    title = models.OneToOneField(Title, models.CASCADE, primary_key=True, related_name="stats")
    viewers = models.PositiveIntegerField(default=0, help_text="Who began it, ever.")
    trend = models.FloatField(default=0.0, help_text="Viewers of the last weeks, halved every week.")
    ratings = models.PositiveIntegerField(default=0)
    rating = models.FloatField(default=0.0, help_text="Bayesian mean of the ratings, 0 to 1; 0: none.")
    saved = models.PositiveIntegerField(default=0, help_text="Products saved from it within the last week.")
    pieces = models.PositiveIntegerField(default=0, help_text="Garments with something to show from a shop.")
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "title statistics"
        indexes = [
            models.Index(fields=["-trend", "-title"], name="stats_trend"),
            models.Index(fields=["-rating", "-title"], name="stats_rating"),
            models.Index(fields=["-saved", "-title"], condition=models.Q(saved__gt=0), name="stats_saved"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.viewers}"


class TitleColour(models.Model):
    """How many shoppable garments of a colour are worn in a title."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="colours")
    colour = models.CharField(max_length=20, help_text="As the garment's attribute names it: red.")
    pieces = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["title", "colour"], name="title_colour_once")]
        indexes = [models.Index(fields=["colour", "-title"], name="title_colour_newest")]

    def __str__(self) -> str:
        return f"{self.colour} in {self.title}"
