"""The library's rows as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from catalog.models import Collection, Country, Credit, Genre, Language, Person, Rating, Season, Title, WatchlistEntry

CARD = (
    "slug",
    "kind",
    "name",
    "original_name",
    "year",
    "tagline",
    "synopsis",
    "runtime",
    "certificate",
    "minimum_age",
    "genres",
    "countries",
    "languages",
    "poster",
    "backdrop",
    "still",
    "soon",
)


class TitleSerializer(serializers.ModelSerializer[Title]):
    """A title as a card shows it; ``runtime`` in seconds, ``minimum_age`` in years (null: unrated)."""

    genres: serializers.SlugRelatedField[Genre] = serializers.SlugRelatedField("slug", many=True, read_only=True)
    countries: serializers.SlugRelatedField[Country] = serializers.SlugRelatedField("code", many=True, read_only=True)
    languages: serializers.SlugRelatedField[Language] = serializers.SlugRelatedField("code", many=True, read_only=True)
    soon = serializers.BooleanField(source="is_soon", read_only=True, help_text="Nothing of it can be played yet.")

    class Meta:
        model = Title
        fields: tuple[str, ...] = CARD


class EpisodeSerializer(TitleSerializer):
    """An episode; ``last_number`` is the last one of a file that holds several."""

    class Meta(TitleSerializer.Meta):
        fields = (*CARD, "number", "last_number")


class ExtraSerializer(serializers.ModelSerializer[Title]):
    """A trailer or an edition; watched under its own slug."""

    class Meta:
        model = Title
        fields = ("slug", "kind", "name", "runtime")


class CreditSerializer(serializers.ModelSerializer[Credit]):
    """What somebody did on a title."""

    slug = serializers.CharField(source="person.slug", read_only=True)
    name = serializers.CharField(source="person.name", read_only=True)

    class Meta:
        model = Credit
        fields = ("slug", "name", "role", "character")


class CollectionSerializer(serializers.ModelSerializer[Collection]):
    """A collection; its titles have an address of their own."""

    class Meta:
        model = Collection
        fields = ("slug", "name", "description", "backdrop")


class TitleDetailSerializer(TitleSerializer):
    """A title with its people, its trailers and editions, and its place in a show or beside another title."""

    credits = CreditSerializer(many=True, read_only=True)
    extras = ExtraSerializer(many=True, read_only=True, source="visible_extras")
    collections = CollectionSerializer(many=True, read_only=True, source="visible_collections")
    show = serializers.SerializerMethodField(help_text="Slug of the show that an episode is of.")
    season = serializers.SerializerMethodField(help_text="Number of the season that an episode is of; 0: specials.")
    of_title = serializers.SerializerMethodField(help_text="Slug of the title that a trailer or an edition is of.")

    class Meta(TitleSerializer.Meta):
        fields = (*CARD, "show", "season", "number", "last_number", "of_title", "credits", "extras", "collections")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_show(self, title: Title) -> str | None:
        """Of an episode."""
        return title.season.show.slug if title.season else None

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_season(self, title: Title) -> int | None:
        """Of an episode."""
        return title.season.number if title.season else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_of_title(self, title: Title) -> str | None:
        """Of a trailer or an edition."""
        return title.parent.slug if title.parent else None


class SeasonSerializer(serializers.ModelSerializer[Season]):
    """A season and how many of its episodes the caller may see."""

    episodes = serializers.IntegerField(source="visible_episodes", read_only=True)

    class Meta:
        model = Season
        fields = ("number", "name", "episodes")


class PersonSerializer(serializers.ModelSerializer[Person]):
    """Somebody in the credits."""

    class Meta:
        model = Person
        fields = ("slug", "name", "photo", "biography")


class GenreSerializer(serializers.ModelSerializer[Genre]):
    """A genre."""

    class Meta:
        model = Genre
        fields = ("slug", "name")


class CodeSerializer(serializers.Serializer[Any]):
    """A country (ISO 3166-1) or a language (BCP 47), with its name in the caller's language."""

    code = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)


class WatchlistSerializer(serializers.ModelSerializer[WatchlistEntry]):
    """A title on the viewer's list."""

    title = TitleSerializer(read_only=True)

    class Meta:
        model = WatchlistEntry
        fields = ("title", "created")


class RatingSerializer(serializers.ModelSerializer[Rating]):
    """What the viewer thinks of a title: liked (1), disliked (-1) or neither (0), and 1 to 5 stars or none."""

    class Meta:
        model = Rating
        fields: tuple[str, ...] = ("liking", "stars")


class RatedSerializer(RatingSerializer):
    """A rating with its title."""

    title = TitleSerializer(read_only=True)

    class Meta(RatingSerializer.Meta):
        fields = ("title", "liking", "stars", "updated")
