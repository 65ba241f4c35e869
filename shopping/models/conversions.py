"""What shops report back of orders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shopping.models.feeds import Feed
from shopping.models.matches import ClickOut


class PostbackSecret(models.Model):
    """The secret with which a shop signs what it reports about orders; encrypted, shown once."""

    feed = models.OneToOneField(Feed, models.CASCADE, related_name="postback_secret", verbose_name=_("feed"))
    secret = models.TextField(_("secret"))
    created = models.DateTimeField(_("created"), auto_now=True)

    class Meta:
        verbose_name = _("secret of a shop")
        verbose_name_plural = _("secrets of shops")

    def __str__(self) -> str:
        return f"{self.feed}"


class Conversion(models.Model):
    """An order, or a refund (a negative amount), that a shop says came from a click."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="conversions", verbose_name=_("feed"))
    click = models.ForeignKey(
        ClickOut, models.SET_NULL, null=True, related_name="conversions", verbose_name=_("visit to a shop")
    )
    order = models.CharField(_("order"), max_length=100)
    title = models.BigIntegerField(_("title"), null=True)
    garment = models.BigIntegerField(_("garment"), null=True)
    product = models.BigIntegerField(_("product"), null=True)
    amount = models.DecimalField(_("amount"), max_digits=13, decimal_places=3)
    currency = models.CharField(_("currency"), max_length=3)
    at = models.DateTimeField(_("at"), db_index=True)
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("order")
        verbose_name_plural = _("orders")
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "order"],
                name="order_once_per_feed",
                violation_error_message=_("This order of the feed is known already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.amount} {self.currency}"
