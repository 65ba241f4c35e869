"""What viewers keep and what they turn down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from shopping.models.products import Product
from trendflix.accounts.models import Viewer
from vision.models import Garment


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

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("saved")
        verbose_name_plural = _("saved products")
        constraints = [models.UniqueConstraint(fields=["viewer", "product"], name="saved_once_per_viewer")]

    def __str__(self) -> str:
        return f"{self.product}"


class Dislike(OfViewer):
    """A viewer's word that a product is not like a garment: hidden for them, counted for those who review matches."""

    garment = models.ForeignKey(Garment, models.CASCADE, related_name="dislikes", verbose_name=_("garment"))
    product = models.ForeignKey(Product, models.CASCADE, related_name="dislikes", verbose_name=_("product"))

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("dislike")
        verbose_name_plural = _("dislikes")
        constraints = [models.UniqueConstraint(fields=["viewer", "garment", "product"], name="dislike_once_per_viewer")]

    def __str__(self) -> str:
        return f"{self.garment} is not {self.product}"
