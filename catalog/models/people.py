"""People and what they did on titles."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.titles import Title
from trendflix.core.search.models import Searchable
from trendflix.core.slugs import UnicodeSlugField


class Person(Searchable):
    """Somebody in front of or behind the camera."""

    name = models.CharField(_("name"), max_length=120)
    slug = UnicodeSlugField(_("slug"), max_length=140, unique=True)
    photo = models.ImageField(_("photo"), upload_to="public/people/", blank=True, help_text=_("Square or portrait."))
    biography = models.TextField(_("biography"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [
            models.Index(fields=["name"], name="person_name"),
            models.Index(fields=["-id"], condition=models.Q(search_pending=True), name="person_search_pending"),
            models.Index(fields=["photo"], name="person_photo"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("person", args=[self.slug])

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name, for where there is no photo."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


class Credit(models.Model):
    """What one person did on one title."""

    class Role(models.TextChoices):
        ACTOR = "actor", pgettext_lazy("credit", "Actor")
        DIRECTOR = "director", pgettext_lazy("credit", "Director")
        WRITER = "writer", pgettext_lazy("credit", "Writer")
        COSTUME = "costume designer", pgettext_lazy("credit", "Costume designer")

    title = models.ForeignKey(Title, models.CASCADE, related_name="credits", verbose_name=_("title"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="credits", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.ACTOR)
    character = models.CharField(_("character"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        constraints = [
            models.UniqueConstraint(
                fields=["title", "person", "role", "character"],
                name="credit_once",
                violation_error_message=_("This person has this part in the title already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
