"""People and what they did on titles."""

from django.db import models
from django.urls import reverse

from catalog.models.titles import Title
from trendflix.core.search.models import Searchable
from trendflix.core.slugs import UnicodeSlugField


class Person(Searchable):
    """Somebody in front of or behind the camera."""

    name = models.CharField(max_length=120)
    slug = UnicodeSlugField(max_length=140, unique=True)
    photo = models.ImageField(upload_to="public/people/", blank=True, help_text="Square or portrait.")
    biography = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
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
        ACTOR = "actor"
        DIRECTOR = "director"
        WRITER = "writer"
        COSTUME = "costume designer"

    title = models.ForeignKey(Title, models.CASCADE, related_name="credits")
    person = models.ForeignKey(Person, models.CASCADE, related_name="credits")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.ACTOR)
    character = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["title", "person", "role", "character"], name="credit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"
