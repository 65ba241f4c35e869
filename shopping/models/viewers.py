"""What viewers keep and what they turn down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shopping.models.products import Product
from trendflix.accounts.models import Viewer
from vision.models import Garment

MAX_NOTE, MAX_LIST_NAME = 300, 60


class OfViewer(models.Model):
    """A row of one viewer."""

    viewer = models.ForeignKey(Viewer, models.CASCADE, related_name="+", verbose_name=_("viewer"))
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        abstract = True


class Saved(OfViewer):
    """A product that a viewer keeps, with the garment it stood beside where there was one."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="saved", verbose_name=_("product"))
    garment = models.ForeignKey(
        Garment, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("garment")
    )

    note = models.CharField(_("note"), max_length=MAX_NOTE, blank=True)
    price_then = models.DecimalField(
        _("price when saved"), max_digits=13, decimal_places=3, null=True, blank=True, help_text=_("Sales included.")
    )
    currency_then = models.CharField(_("currency when saved"), max_length=3, blank=True)
    sold_out_seen = models.DateTimeField(
        _("seen sold out"), null=True, blank=True, help_text=_("When the viewer last saw that it was not to be had.")
    )

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("saved")
        verbose_name_plural = _("saved products")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "product"],
                name="saved_once_per_viewer",
                violation_error_message=_("The product is saved already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.product}"


class SavedList(OfViewer):
    """A named list of a viewer's saved products; ``token`` is in the address by which others may read it."""

    name = models.CharField(_("name"), max_length=MAX_LIST_NAME)
    token = models.CharField(_("token"), max_length=43, null=True, blank=True, unique=True, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("list of saved products")
        verbose_name_plural = _("lists of saved products")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "name"],
                name="saved_list_name_once_per_viewer",
                violation_error_message=_("There is a list of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ListEntry(models.Model):
    """A saved product on a named list of the same viewer; it goes when the product is no longer saved."""

    list = models.ForeignKey(SavedList, models.CASCADE, related_name="entries", verbose_name=_("list"))
    saved = models.ForeignKey(Saved, models.CASCADE, related_name="entries", verbose_name=_("saved"))
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("entry of a list")
        verbose_name_plural = _("entries of lists")
        constraints = [
            models.UniqueConstraint(
                fields=["list", "saved"],
                name="list_entry_once",
                violation_error_message=_("The product is on this list already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.saved} on {self.list}"


class Dislike(OfViewer):
    """A viewer's word that a product is not like a garment: hidden for them, counted for those who review matches."""

    garment = models.ForeignKey(Garment, models.CASCADE, related_name="dislikes", verbose_name=_("garment"))
    product = models.ForeignKey(Product, models.CASCADE, related_name="dislikes", verbose_name=_("product"))

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("dislike")
        verbose_name_plural = _("dislikes")
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "garment", "product"],
                name="dislike_once_per_viewer",
                violation_error_message=_("The product is turned down for this garment already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.garment} is not {self.product}"
