"""What viewers keep and what they turn down; a viewer is a user or, not signed in, a session."""

from django.conf import settings
from django.db import models

from shopping.models.products import Product
from vision.models import Garment


class OfViewer(models.Model):
    """A row of one viewer: ``trendflix.accounts.viewers.Viewer.owner`` fills both fields."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    session_key = models.CharField(max_length=40, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Saved(OfViewer):
    """A product that a viewer keeps, with the garment it stood beside where there was one."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="saved")
    garment = models.ForeignKey(Garment, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name_plural = "saved products"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "product"], condition=models.Q(user__isnull=False), name="saved_once_per_user"
            ),
            models.UniqueConstraint(
                fields=["session_key", "product"], condition=models.Q(user__isnull=True), name="saved_once_per_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}"


class Dislike(OfViewer):
    """A viewer's word that a product is not like a garment: hidden for them, counted for those who review matches."""

    garment = models.ForeignKey(Garment, models.CASCADE, related_name="dislikes")
    product = models.ForeignKey(Product, models.CASCADE, related_name="dislikes")

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "garment", "product"],
                condition=models.Q(user__isnull=False),
                name="dislike_once_per_user",
            ),
            models.UniqueConstraint(
                fields=["session_key", "garment", "product"],
                condition=models.Q(user__isnull=True),
                name="dislike_once_per_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.garment} is not {self.product}"
