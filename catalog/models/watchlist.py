"""The list of titles that a viewer wants to watch."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.titles import Title
from trendflix.accounts.models import Viewer


class WatchlistEntry(models.Model):
    """A title that a viewer wants to watch."""

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="watchlist", verbose_name=_("viewer"))
    title = models.ForeignKey(Title, models.CASCADE, related_name="watchlist_entries", verbose_name=_("title"))
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("watchlist entry")
        verbose_name_plural = _("watchlist entries")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "title"],
                name="watchlist_once_per_viewer",
                violation_error_message=_("The title is on this list already."),
            )
        ]
        indexes = [models.Index(fields=["viewer", "-created"], name="watchlist_newest")]

    def __str__(self) -> str:
        return f"{self.title}"
