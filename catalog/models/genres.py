"""What titles are filed under: genres, countries and languages."""

from django.db import models
from django.urls import reverse

from trendflix.core.cldr import country_name, language_name
from trendflix.core.slugs import UnicodeSlugField


class Genre(models.Model):
    """A kind of story; one row of the home page."""

    name = models.CharField(max_length=60, unique=True)
    slug = UnicodeSlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The genre's page."""
        return reverse("genre", args=[self.slug])


class Country(models.Model):
    """A country that a title is from; its name comes from Unicode's CLDR, in the reader's language."""

    code = models.CharField(max_length=2, primary_key=True, help_text="ISO 3166-1 alpha-2, upper case: FR.")

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language: France, Frankreich."""
        return country_name(self.code)


class Language(models.Model):
    """A language that is spoken in a title; its name comes from Unicode's CLDR, in the reader's language."""

    code = models.CharField(max_length=35, primary_key=True, help_text="BCP 47: fr, pt-BR.")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language: French, Französisch."""
        return language_name(self.code)
