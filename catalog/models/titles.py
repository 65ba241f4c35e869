"""What there is to watch: films, shows, their episodes, and the trailers and editions of a title."""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.genres import Country, Genre, Language
from catalog.models.seasons import Season
from trendflix.core.search.models import Searchable
from trendflix.core.slugs import UnicodeSlugField

FIRST_YEAR, LAST_YEAR = 1870, 2200
MAX_NAME = 200
MAX_NUMBER = 32_767
"""Of seasons and episodes: what a small integer column of PostgreSQL holds."""
MAX_AGE = 21
SCHEDULE_ENDS_AFTER_IT_STARTS = (
    Q(publish_at__isnull=True) | Q(publish_until__isnull=True) | Q(publish_until__gt=F("publish_at"))
)
BROWSED = Q(published=True, season__isnull=True, parent__isnull=True)
"""Rows of the partial indexes that lists of films and shows are read from."""


class Title(Searchable):
    """A film, a show, an episode of a show, or a trailer or an edition of another title (``parent``).

    All but shows can be played: each holds one film file. Trailers and editions are reached through their parent and
    stand in no list. ``published`` with ``publish_at`` and ``publish_until`` says when viewers see a title;
    ``catalog.selectors.titles_visible`` is the rule. ``trashed`` hides a title from everybody until it is restored.
    ``provenance`` says by field who filled it: ``file``, ``nfo``, ``tmdb`` or ``person``.
    """

    class Kind(models.TextChoices):
        FILM = "film", pgettext_lazy("title", "Film")
        SHOW = "show", pgettext_lazy("title", "Show")
        EPISODE = "episode", pgettext_lazy("title", "Episode")
        TRAILER = "trailer", pgettext_lazy("title", "Trailer")
        EDITION = "edition", pgettext_lazy("title", "Edition")

    OF_A_PARENT: ClassVar = (Kind.TRAILER, Kind.EDITION)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FILM)
    name = models.CharField(_("name"), max_length=200)
    original_name = models.CharField(
        _("original name"), max_length=200, blank=True, help_text=_("In the language that it was made in.")
    )
    slug = UnicodeSlugField(_("slug"), max_length=220, unique=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    synopsis = models.TextField(_("synopsis"), blank=True)
    runtime = models.PositiveIntegerField(
        _("runtime"), null=True, blank=True, help_text=_("Seconds; taken from the film where empty.")
    )
    certificate = models.CharField(
        _("certificate"), max_length=20, blank=True, help_text=_("Maturity rating as printed: PG-13, FSK 12.")
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("minimum age"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_AGE)],
        help_text=_("Years; empty: unrated."),
    )
    genres = models.ManyToManyField(Genre, blank=True, related_name="titles", verbose_name=_("genres"))
    countries = models.ManyToManyField(Country, blank=True, related_name="titles", verbose_name=_("countries"))
    languages = models.ManyToManyField(Language, blank=True, related_name="titles", verbose_name=_("languages"))
    people = models.ManyToManyField(
        "catalog.Person", through="catalog.Credit", related_name="titles", verbose_name=_("people")
    )
    season = models.ForeignKey(
        Season, models.CASCADE, null=True, blank=True, related_name="episodes", verbose_name=_("season")
    )
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("The episode's number in its season.")
    )
    last_number = models.PositiveSmallIntegerField(
        _("last number"),
        null=True,
        blank=True,
        help_text=_("Of a file that holds several episodes: the number of the last one."),
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="extras",
        help_text=_("Of a trailer or an edition."),
        verbose_name=_("parent"),
    )
    poster = models.ImageField(_("poster"), upload_to="public/posters/", blank=True, help_text=_("Portrait, 2:3."))
    backdrop = models.ImageField(
        _("backdrop"), upload_to="public/backdrops/", blank=True, help_text=_("Landscape, 16:9.")
    )
    still = models.ImageField(
        _("still"), upload_to="public/stills/", blank=True, help_text=_("Landscape, 16:9, for cards.")
    )
    published = models.BooleanField(
        _("published"), default=True, help_text=_("Unpublished titles are seen by staff only.")
    )
    publish_at = models.DateTimeField(
        _("publish at"), null=True, blank=True, help_text=_("Hidden from viewers before this.")
    )
    publish_until = models.DateTimeField(
        _("publish until"), null=True, blank=True, help_text=_("Hidden from viewers from this on.")
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    trashed = models.DateTimeField(_("in the trash since"), null=True, blank=True, editable=False)
    provenance = models.JSONField(
        _("provenance"), default=dict, blank=True, editable=False, help_text=_("Which source filled which field.")
    )
    external_ids = models.JSONField(_("ids elsewhere"), default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["-created", "-id"]
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="episode", season__isnull=False, number__isnull=False)
                | (~Q(kind="episode") & Q(season__isnull=True, number__isnull=True)),
                name="title_episode_has_season_and_number",
                violation_error_message=_("An episode has a season and a number; other titles have neither."),
            ),
            models.UniqueConstraint(
                fields=["season", "number"],
                name="title_episode_number_once_per_season",
                violation_error_message=_("The season has an episode of this number already."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("trailer", "edition"), parent__isnull=False)
                | (~Q(kind__in=("trailer", "edition")) & Q(parent__isnull=True)),
                name="title_trailer_or_edition_has_parent",
                violation_error_message=_("A trailer or an edition has a parent title; other titles have none."),
            ),
            models.CheckConstraint(
                condition=Q(last_number__isnull=True) | Q(last_number__gt=F("number")),
                name="title_last_number_after_number",
                violation_error_message=_("The last episode in a file comes after its first."),
            ),
            models.CheckConstraint(
                condition=SCHEDULE_ENDS_AFTER_IT_STARTS,
                name="title_publish_until_after_publish_at",
                violation_error_message=_("A title is published before it is hidden again."),
            ),
        ]
        indexes = [
            models.Index(fields=["published", "kind", "-created"], name="title_browse"),
            models.Index(fields=["-id"], condition=Q(search_pending=True), name="title_search_pending"),
            models.Index(fields=["-id"], condition=BROWSED, name="title_newest"),
            models.Index(fields=["name", "id"], condition=BROWSED, name="title_by_name"),
            models.Index(fields=["year", "id"], condition=BROWSED, name="title_by_year"),
            models.Index(fields=["trashed", "id"], condition=Q(trashed__isnull=False), name="title_trashed"),
            models.Index(fields=["minimum_age", "-id"], condition=BROWSED, name="title_by_age"),
            models.Index(fields=["poster"], name="title_poster"),
            models.Index(fields=["backdrop"], name="title_backdrop"),
            models.Index(fields=["still"], name="title_still"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The title's page; of a trailer or an edition its parent's."""
        return reverse("title", args=[self.parent.slug if self.parent_id and self.parent else self.slug])

    @property
    def numbers(self) -> str:
        """The number of an episode, or both ends of a file that holds several: ``2``, ``2–3``; empty for others."""
        if self.number is None:
            return ""
        return f"{self.number}–{self.last_number}" if self.last_number else f"{self.number}"

    @property
    def is_playable(self) -> bool:
        """Whether this kind of title holds a film file."""
        return self.kind != self.Kind.SHOW
