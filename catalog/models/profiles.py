"""What a profile was given and asked for: titles that a child may see, and tastes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.collections import Collection
from catalog.models.genres import Genre
from catalog.models.titles import Title
from trendflix.accounts.models import Viewer


class OfProfile(models.Model):
    """A row of one profile."""

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="+", verbose_name=_("profile"))
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        abstract = True


class AllowedTitle(OfProfile):
    """A film or a show that a child's profile sees whatever its rating; of a show every episode."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="+", verbose_name=_("title"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("allowed title")
        verbose_name_plural = _("allowed titles")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "title"],
                name="allowed_title_once_per_profile",
                violation_error_message=_("The profile may watch this title already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}"


class AllowedCollection(OfProfile):
    """A collection of which a child's profile sees every title."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="+", verbose_name=_("collection"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("allowed collection")
        verbose_name_plural = _("allowed collections")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "collection"],
                name="allowed_collection_once_per_profile",
                violation_error_message=_("The profile may watch this collection already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.collection}"


class TasteGenre(OfProfile):
    """A genre that a viewer said they like."""

    genre = models.ForeignKey(Genre, models.CASCADE, related_name="+", verbose_name=_("genre"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("favourite genre")
        verbose_name_plural = _("favourite genres")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "genre"],
                name="taste_genre_once_per_viewer",
                violation_error_message=_("The profile has chosen this genre already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.genre}"


class TasteTitle(OfProfile):
    """A title that a viewer said they like before they watched anything here."""

    title = models.ForeignKey(Title, models.CASCADE, related_name="+", verbose_name=_("title"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("favourite title")
        verbose_name_plural = _("favourite titles")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "title"],
                name="taste_title_once_per_viewer",
                violation_error_message=_("The profile has chosen this title already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}"
