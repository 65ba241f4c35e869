"""Titles that an editor puts together: rows of the home page and pages of their own."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.titles import Title
from trendflix.core.slugs import UnicodeSlugField


class Collection(models.Model):
    """A named, ordered set of titles."""

    name = models.CharField(_("name"), max_length=120)
    slug = UnicodeSlugField(_("slug"), max_length=140, unique=True)
    description = models.TextField(_("description"), blank=True)
    backdrop = models.ImageField(
        _("backdrop"), upload_to="public/backdrops/", blank=True, help_text=_("Landscape, 16:9.")
    )
    published = models.BooleanField(
        _("published"), default=True, help_text=_("Unpublished collections are seen by staff only.")
    )
    titles = models.ManyToManyField(
        Title, through="CollectionItem", related_name="collections", verbose_name=_("titles")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        indexes = [models.Index(fields=["backdrop"], name="collection_backdrop")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The collection's page."""
        return reverse("collection", args=[self.slug])
