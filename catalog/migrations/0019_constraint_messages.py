"""Words for people where a row breaks a rule of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_constraint_messages"),
        ("catalog", "0018_allowed_and_tastes"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="allowedcollection",
            name="allowed_collection_once_per_profile",
            constraint=models.UniqueConstraint(
                fields=("viewer", "collection"),
                name="allowed_collection_once_per_profile",
                violation_error_message="The profile may watch this collection already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="allowedtitle",
            name="allowed_title_once_per_profile",
            constraint=models.UniqueConstraint(
                fields=("viewer", "title"),
                name="allowed_title_once_per_profile",
                violation_error_message="The profile may watch this title already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="collectionitem",
            name="collection_item_once",
            constraint=models.UniqueConstraint(
                fields=("collection", "title"),
                name="collection_item_once",
                violation_error_message="The title is in this collection already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="credit",
            name="credit_once",
            constraint=models.UniqueConstraint(
                fields=("title", "person", "role", "character"),
                name="credit_once",
                violation_error_message="This person has this part in the title already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="homerow",
            name="home_row_of_a_genre_names_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("genre__isnull", False), ("kind", "genre")),
                    models.Q(models.Q(("kind", "genre"), _negated=True), ("genre", None)),
                    _connector="OR",
                ),
                name="home_row_of_a_genre_names_it",
                violation_error_message="A row of a genre names its genre; other rows name none.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="homerow",
            name="home_row_of_a_collection_names_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("collection__isnull", False), ("kind", "collection")),
                    models.Q(models.Q(("kind", "collection"), _negated=True), ("collection", None)),
                    _connector="OR",
                ),
                name="home_row_of_a_collection_names_it",
                violation_error_message="A row of a collection names its collection; other rows name none.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="homerow",
            name="home_row_once_per_genre",
            constraint=models.UniqueConstraint(
                fields=("genre",),
                name="home_row_once_per_genre",
                violation_error_message="This genre has a row on the home page already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="homerow",
            name="home_row_once_per_collection",
            constraint=models.UniqueConstraint(
                fields=("collection",),
                name="home_row_once_per_collection",
                violation_error_message="This collection has a row on the home page already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="homerow",
            name="home_row_once_per_kind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ("genre", "collection")), _negated=True),
                fields=("kind",),
                name="home_row_once_per_kind",
                violation_error_message="A row of this kind is on the home page already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="libraryfile",
            name="library_file_once",
            constraint=models.UniqueConstraint(
                fields=("folder", "key"),
                name="library_file_once",
                violation_error_message="This file of the folder is in the list already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rating",
            name="rating_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "title"),
                name="rating_once_per_viewer",
                violation_error_message="The profile has rated this title already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="rating",
            name="rating_stars_in_range",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stars__isnull", True), models.Q(("stars__gte", 1), ("stars__lte", 5)), _connector="OR"
                ),
                name="rating_stars_in_range",
                violation_error_message="A rating has 1 to 5 stars.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="season",
            name="season_number_once_per_show",
            constraint=models.UniqueConstraint(
                fields=("show", "number"),
                name="season_number_once_per_show",
                violation_error_message="The show has a season of this number already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="tastegenre",
            name="taste_genre_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "genre"),
                name="taste_genre_once_per_viewer",
                violation_error_message="The profile has chosen this genre already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="tastetitle",
            name="taste_title_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "title"),
                name="taste_title_once_per_viewer",
                violation_error_message="The profile has chosen this title already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="title",
            name="title_episode_number_once_per_season",
            constraint=models.UniqueConstraint(
                fields=("season", "number"),
                name="title_episode_number_once_per_season",
                violation_error_message="The season has an episode of this number already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="titlecolour",
            name="title_colour_once",
            constraint=models.UniqueConstraint(
                fields=("title", "colour"),
                name="title_colour_once",
                violation_error_message="The title has this colour already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="titleneighbour",
            name="neighbour_once",
            constraint=models.UniqueConstraint(
                fields=("title", "neighbour"),
                name="neighbour_once",
                violation_error_message="These titles are neighbours already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="watchlistentry",
            name="watchlist_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "title"),
                name="watchlist_once_per_viewer",
                violation_error_message="The title is on this list already.",
            ),
        ),
    ]
