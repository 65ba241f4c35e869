"""Titles that an editor puts together: rows of the home page and pages of their own."""

from django.db import models
from django.urls import reverse

from catalog.models.titles import Title
from trendflix.core.slugs import UnicodeSlugField


class Collection(models.Model):
    """A named, ordered set of titles."""

    name = models.CharField(max_length=120)
    slug = UnicodeSlugField(max_length=140, unique=True)
    description = models.TextField(blank=True)
    backdrop = models.ImageField(upload_to="public/backdrops/", blank=True, help_text="Landscape, 16:9.")
    published = models.BooleanField(default=True, help_text="Unpublished collections are seen by staff only.")
    titles = models.ManyToManyField(Title, through="CollectionItem", related_name="collections")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["backdrop"], name="collection_backdrop")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The collection's page."""
        return reverse("collection", args=[self.slug])


class CollectionItem(models.Model):
    """A title's place in a collection."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="items")
    title = models.ForeignKey(Title, models.CASCADE, related_name="collection_items")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["collection", "title"], name="collection_item_once")]

    def __str__(self) -> str:
        return f"{self.title} in {self.collection}"
