"""What titles are filed under: genres, countries and languages."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trendflix.core.cldr import country_name, language_name
from trendflix.core.slugs import UnicodeSlugField


class Genre(models.Model):
    """A kind of story; one row of the home page."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = UnicodeSlugField(_("slug"), max_length=60, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("genre")
        verbose_name_plural = _("genres")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The genre's page."""
        return reverse("genre", args=[self.slug])


class Country(models.Model):
    """A country that a title is from; its name comes from Unicode's CLDR, in the reader's language."""

    code = models.CharField(
        _("code"), max_length=2, primary_key=True, help_text=_("ISO 3166-1 alpha-2, upper case: FR.")
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language: France, Frankreich."""
        return country_name(self.code)


class Language(models.Model):
    """A language that is spoken in a title; its name comes from Unicode's CLDR, in the reader's language."""

    code = models.CharField(_("code"), max_length=35, primary_key=True, help_text=_("BCP 47: fr, pt-BR."))

    class Meta:
        ordering = ["code"]
        verbose_name = _("language")
        verbose_name_plural = _("languages")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language: French, Französisch."""
        return language_name(self.code)
