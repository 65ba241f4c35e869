"""The titles of a collection, in their order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.collections import Collection
from catalog.models.titles import Title


class CollectionItem(models.Model):
    """A title's place in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items", verbose_name=_("collection"))
    title = models.ForeignKey(Title, models.CASCADE, related_name="collection_items", verbose_name=_("title"))
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("collection item")
        verbose_name_plural = _("collection items")
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "title"],
                name="collection_item_once",
                violation_error_message=_("The title is in this collection already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} in {self.collection}"
