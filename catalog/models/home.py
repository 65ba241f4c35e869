"""The rows of the home page as an editor arranges them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.collections import Collection
from catalog.models.genres import Genre


class HomeRow(models.Model):
    """One row of the home page: its place, and whether it is shown.

    A kind without a row here stands at its default place (``catalog.rows.plan``). ``GENRE`` and ``COLLECTION`` name
    one genre or collection; ``GENRES`` and ``COLLECTIONS`` stand for all others that the site chooses by itself.
    """

    class Kind(models.TextChoices):
        CONTINUE = "continue", _("Continue watching")
        NEXT_UP = "next-up", _("Next episodes")
        WATCHLIST = "my-list", _("My list")
        RECOMMENDED = "for-you", _("For you")
        BECAUSE = "because", _("Because you watched …")
        NEW = "new", _("New here")
        TRENDING = "trending", _("Trending now")
        SHOP_THE_LOOK = "shop-the-look", _("Shop the look: most saved this week")
        TOP_RATED = "top-rated", _("Top rated")
        POPULAR_IN_COUNTRY = "country", _("Popular from the viewer's country")
        POPULAR_IN_LANGUAGE = "language", _("Popular in the viewer's language")
        COLLECTIONS = "collections", _("Newest collections")
        COLLECTION = "collection", _("One collection")
        GENRES = "genres", _("Genres")
        GENRE = "genre", _("One genre")
        SOON = "soon", _("Soon")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    genre = models.ForeignKey(Genre, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("genre"))
    collection = models.ForeignKey(
        Collection, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("collection")
    )
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Stands above the row; empty: the usual name.")
    )
    position = models.PositiveIntegerField(
        _("position"), default=0, help_text=_("Rows with smaller numbers stand higher.")
    )
    pinned = models.BooleanField(_("pinned"), default=False, help_text=_("Above all rows that are not pinned."))
    hidden = models.BooleanField(_("hidden"), default=False, help_text=_("Not shown to anybody."))

    class Meta:
        ordering = ["-pinned", "position", "id"]
        verbose_name = _("home row")
        verbose_name_plural = _("home rows")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="genre", genre__isnull=False) | ~models.Q(kind="genre") & models.Q(genre=None),
                name="home_row_of_a_genre_names_it",
                violation_error_message=_("A row of a genre names its genre; other rows name none."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind="collection", collection__isnull=False)
                | ~models.Q(kind="collection") & models.Q(collection=None),
                name="home_row_of_a_collection_names_it",
                violation_error_message=_("A row of a collection names its collection; other rows name none."),
            ),
            models.UniqueConstraint(
                fields=["genre"],
                name="home_row_once_per_genre",
                violation_error_message=_("This genre has a row on the home page already."),
            ),
            models.UniqueConstraint(
                fields=["collection"],
                name="home_row_once_per_collection",
                violation_error_message=_("This collection has a row on the home page already."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=~models.Q(kind__in=("genre", "collection")),
                name="home_row_once_per_kind",
                violation_error_message=_("A row of this kind is on the home page already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.genre or self.collection or self.get_kind_display())

    def clean(self) -> None:
        """Say at which field a genre or a collection is missing or not wanted."""
        for field in ("genre", "collection"):
            is_named = getattr(self, f"{field}_id") is not None
            if is_named != (self.kind == field):
                words = _("Choose one.") if self.kind == field else _("Leave this empty for a row of this kind.")
                raise ValidationError({field: words})
