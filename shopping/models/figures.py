"""The figures that events are rolled up to, by day and by month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

RANKED = (
    "rows_seen",
    "cards_seen",
    "dots_opened",
    "rows_opened",
    "pages_viewed",
    "saved",
    "disliked",
    "clicked",
)
"""The counts that tables are ordered by."""
COUNTED = (*RANKED, "bots")
"""Every count of a row of figures."""


class Counts(models.Model):
    """How often each thing was done with one title, garment, category, product, brand, feed or shop.

    ``key`` names it: a primary key in decimal, or the category, brand or host. Of ``PRODUCT_IN_TITLE`` and of
    ``GARMENT``, ``scope`` is the title; of all others it is 0. Bots are counted apart, in ``bots``.
    """

    class Dimension(models.TextChoices):
        ALL = "all", pgettext_lazy("figures of", "the whole site")
        TITLE = "title", pgettext_lazy("figures of", "titles")
        GARMENT = "garment", pgettext_lazy("figures of", "garments")
        CATEGORY = "category", pgettext_lazy("figures of", "categories")
        PRODUCT = "product", pgettext_lazy("figures of", "products")
        PRODUCT_IN_TITLE = "in_title", pgettext_lazy("figures of", "products in a title")
        BRAND = "brand", pgettext_lazy("figures of", "brands")
        FEED = "feed", pgettext_lazy("figures of", "feeds")
        SHOP = "shop", pgettext_lazy("figures of", "shops")

    dimension = models.CharField(_("dimension"), max_length=10, choices=Dimension.choices)
    key = models.CharField(_("key"), max_length=120)
    scope = models.BigIntegerField(_("scope"), default=0)
    rows_seen = models.BigIntegerField(_("rows seen"), default=0)
    cards_seen = models.BigIntegerField(_("products seen"), default=0)
    dots_opened = models.BigIntegerField(_("dots opened"), default=0)
    rows_opened = models.BigIntegerField(_("rows opened"), default=0)
    pages_viewed = models.BigIntegerField(_("product pages viewed"), default=0)
    saved = models.BigIntegerField(_("saved"), default=0)
    disliked = models.BigIntegerField(_("disliked"), default=0)
    clicked = models.BigIntegerField(_("clicks to shops"), default=0)
    bots = models.BigIntegerField(_("events of bots"), default=0)

    class Meta:
        abstract = True


class Figures(Counts):
    """The counts of one day."""

    day = models.DateField(_("day"))

    class Meta:
        ordering = ["-day", "dimension", "key"]
        verbose_name = _("daily figures")
        verbose_name_plural = _("insights")
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "day", "key", "scope"],
                name="figures_once_a_day",
                violation_error_message=_("There are figures of this day already."),
            )
        ]
        indexes = [models.Index(fields=["dimension", "scope", "key", "day"], name="figures_of_one")]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key} on {self.day}"


class MonthFigures(Counts):
    """The counts of one month, which are the sums of its days: written together with those.

    What has most of something in a month is found by an index for each count, which holds no zeros.
    """

    month = models.DateField(_("month"))

    class Meta:
        verbose_name = _("monthly figures")
        verbose_name_plural = _("monthly figures")
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "scope", "key", "month"],
                name="figures_once_a_month",
                violation_error_message=_("There are figures of this month already."),
            )
        ]
        indexes = [
            models.Index(fields=["dimension", "month", name], name=f"months_{name}", condition=Q(**{f"{name}__gt": 0}))
            for name in RANKED
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key} in {self.month:%Y-%m}"
