"""What viewers do with products."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from trendflix.accounts.models import Viewer


class Event(models.Model):
    """One thing that somebody did with a garment or a product; neither address nor browser is kept.

    Rows are appended, rolled up to ``Figures`` and removed after a while. Titles, garments and products are kept by
    number, without foreign keys: an insert checks nothing, and what is deleted leaves its figures behind.
    """

    class Kind(models.IntegerChoices):
        ROW_SEEN = 1, pgettext_lazy("event", "row seen")
        CARD_SEEN = 2, pgettext_lazy("event", "product seen")
        DOT_OPENED = 3, pgettext_lazy("event", "dot opened")
        ROW_OPENED = 4, pgettext_lazy("event", "row opened")
        PAGE_VIEWED = 5, pgettext_lazy("event", "product page viewed")
        SAVED = 6, pgettext_lazy("event", "saved")
        DISLIKED = 7, pgettext_lazy("event", "disliked")
        CLICKED = 8, pgettext_lazy("event", "click to a shop")

    kind = models.PositiveSmallIntegerField(_("kind"), choices=Kind.choices)
    at = models.DateTimeField(_("at"))
    title = models.BigIntegerField(_("title"), null=True)
    garment = models.BigIntegerField(_("garment"), null=True)
    product = models.BigIntegerField(_("product"), null=True)
    category = models.CharField(_("category"), max_length=20, blank=True)
    viewer = models.ForeignKey(Viewer, models.CASCADE, null=True, related_name="+", verbose_name=_("viewer"))
    is_bot = models.BooleanField(_("is a bot"), default=False)
    key = models.CharField(
        _("key"), max_length=32, unique=True, help_text=_("The same for the same thing done again within ten minutes.")
    )
    created = models.DateTimeField(_("created"), db_default=Now())

    class Meta:
        ordering = ["id"]
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [models.Index(fields=["created"], name="event_created")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} at {self.at:%Y-%m-%d %H:%M}"
