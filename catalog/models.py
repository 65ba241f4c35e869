"""What there is to watch: films, shows with seasons and episodes, and who made them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse

from trendflix.core.search.models import Document, Searchable, Spelling

FIRST_YEAR, LAST_YEAR = 1870, 2200
MAX_NAME = 200
MAX_NUMBER = 32_767
"""Of seasons and episodes: what a small integer column of PostgreSQL holds."""


class Genre(models.Model):
    """A kind of story; one row of the home page."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody in front of or behind the camera."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        indexes = [models.Index(fields=["name"], name="person_name")]

    def __str__(self) -> str:
        return self.name


class Season(models.Model):
    """A numbered part of a show; 0 holds specials."""

    show = models.ForeignKey("Title", models.CASCADE, related_name="seasons", limit_choices_to={"kind": "show"})
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["show", "number"]
        constraints = [models.UniqueConstraint(fields=["show", "number"], name="season_number_once_per_show")]

    def __str__(self) -> str:
        return self.name or f"{self.show} · Season {self.number}"


class Title(Searchable):
    """A film, a show, or an episode of a show. Films and episodes can be played; shows hold seasons."""

    class Kind(models.TextChoices):
        FILM = "film"
        SHOW = "show"
        EPISODE = "episode"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FILM)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=220, unique=True)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    tagline = models.CharField(max_length=200, blank=True)
    synopsis = models.TextField(blank=True)
    genres = models.ManyToManyField(Genre, blank=True, related_name="titles")
    people = models.ManyToManyField(Person, through="Credit", related_name="titles")
    season = models.ForeignKey(Season, models.CASCADE, null=True, blank=True, related_name="episodes")
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="The episode's number in its season.")
    poster = models.ImageField(upload_to="public/posters/", blank=True, help_text="Portrait, 2:3.")
    backdrop = models.ImageField(upload_to="public/backdrops/", blank=True, help_text="Landscape, 16:9.")
    published = models.BooleanField(default=True, help_text="Unpublished titles are seen by staff only.")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="episode", season__isnull=False, number__isnull=False)
                | (~models.Q(kind="episode") & models.Q(season__isnull=True, number__isnull=True)),
                name="title_episode_has_season_and_number",
            ),
            models.UniqueConstraint(fields=["season", "number"], name="title_episode_number_once_per_season"),
        ]
        indexes = [
            models.Index(fields=["published", "kind", "-created"], name="title_browse"),
            models.Index(fields=["-id"], condition=models.Q(search_pending=True), name="title_search_pending"),
            models.Index(fields=["-id"], condition=models.Q(published=True, season__isnull=True), name="title_newest"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The title's page."""
        return reverse("title", args=[self.slug])

    @property
    def is_playable(self) -> bool:
        """Whether this kind of title holds a film file."""
        return self.kind != self.Kind.SHOW


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


class TitleDocument(Document):
    """What a title is found by: its name; its year, people, characters and genres."""

    title = models.OneToOneField(Title, models.CASCADE, primary_key=True, related_name="document")


class TitleSpelling(Spelling):
    """A token of a title's document."""
