"""Names of models and fields that the admin shows in the reader's language; no table changes."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import trendflix.core.slugs
from trendflix.core.operations import AlterFieldText


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_field_names"),
        ("catalog", "0015_person_photo_index"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="collection",
            options={"ordering": ["name"], "verbose_name": "collection", "verbose_name_plural": "collections"},
        ),
        migrations.AlterModelOptions(
            name="collectionitem",
            options={
                "ordering": ["position", "id"],
                "verbose_name": "collection item",
                "verbose_name_plural": "collection items",
            },
        ),
        migrations.AlterModelOptions(
            name="country",
            options={"ordering": ["code"], "verbose_name": "country", "verbose_name_plural": "countries"},
        ),
        migrations.AlterModelOptions(
            name="credit",
            options={"ordering": ["position", "id"], "verbose_name": "credit", "verbose_name_plural": "credits"},
        ),
        migrations.AlterModelOptions(
            name="genre",
            options={"ordering": ["name"], "verbose_name": "genre", "verbose_name_plural": "genres"},
        ),
        migrations.AlterModelOptions(
            name="homerow",
            options={
                "ordering": ["-pinned", "position", "id"],
                "verbose_name": "home row",
                "verbose_name_plural": "home rows",
            },
        ),
        migrations.AlterModelOptions(
            name="language",
            options={"ordering": ["code"], "verbose_name": "language", "verbose_name_plural": "languages"},
        ),
        migrations.AlterModelOptions(
            name="person",
            options={"ordering": ["name"], "verbose_name": "person", "verbose_name_plural": "people"},
        ),
        migrations.AlterModelOptions(
            name="rating",
            options={"ordering": ["-updated", "-id"], "verbose_name": "rating", "verbose_name_plural": "ratings"},
        ),
        migrations.AlterModelOptions(
            name="season",
            options={"ordering": ["show", "number"], "verbose_name": "season", "verbose_name_plural": "seasons"},
        ),
        migrations.AlterModelOptions(
            name="title",
            options={"ordering": ["-created", "-id"], "verbose_name": "title", "verbose_name_plural": "titles"},
        ),
        migrations.AlterModelOptions(
            name="titlecolour",
            options={"verbose_name": "title colour", "verbose_name_plural": "title colours"},
        ),
        migrations.AlterModelOptions(
            name="titleneighbour",
            options={
                "ordering": ["title", "-score"],
                "verbose_name": "title neighbour",
                "verbose_name_plural": "title neighbours",
            },
        ),
        migrations.AlterModelOptions(
            name="titlestats",
            options={"verbose_name": "title stats", "verbose_name_plural": "title statistics"},
        ),
        migrations.AlterModelOptions(
            name="watchlistentry",
            options={
                "ordering": ["-created", "-id"],
                "verbose_name": "watchlist entry",
                "verbose_name_plural": "watchlist entries",
            },
        ),
        AlterFieldText(
            model_name="collection",
            name="backdrop",
            field=models.ImageField(
                blank=True, help_text="Landscape, 16:9.", upload_to="public/backdrops/", verbose_name="backdrop"
            ),
        ),
        AlterFieldText(
            model_name="collection",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="collection",
            name="description",
            field=models.TextField(blank=True, verbose_name="description"),
        ),
        AlterFieldText(
            model_name="collection",
            name="name",
            field=models.CharField(max_length=120, verbose_name="name"),
        ),
        AlterFieldText(
            model_name="collection",
            name="published",
            field=models.BooleanField(
                default=True, help_text="Unpublished collections are seen by staff only.", verbose_name="published"
            ),
        ),
        AlterFieldText(
            model_name="collection",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(
                allow_unicode=True, max_length=140, unique=True, verbose_name="slug"
            ),
        ),
        AlterFieldText(
            model_name="collection",
            name="titles",
            field=models.ManyToManyField(
                related_name="collections", through="catalog.CollectionItem", to="catalog.title", verbose_name="titles"
            ),
        ),
        AlterFieldText(
            model_name="collectionitem",
            name="collection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="catalog.collection",
                verbose_name="collection",
            ),
        ),
        AlterFieldText(
            model_name="collectionitem",
            name="position",
            field=models.PositiveIntegerField(default=0, verbose_name="position"),
        ),
        AlterFieldText(
            model_name="collectionitem",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="collection_items",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="country",
            name="code",
            field=models.CharField(
                help_text="ISO 3166-1 alpha-2, upper case: FR.",
                max_length=2,
                primary_key=True,
                serialize=False,
                verbose_name="code",
            ),
        ),
        AlterFieldText(
            model_name="credit",
            name="character",
            field=models.CharField(blank=True, max_length=120, verbose_name="character"),
        ),
        AlterFieldText(
            model_name="credit",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="credits",
                to="catalog.person",
                verbose_name="person",
            ),
        ),
        AlterFieldText(
            model_name="credit",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="position"),
        ),
        AlterFieldText(
            model_name="credit",
            name="role",
            field=models.CharField(
                choices=[
                    ("actor", "Actor"),
                    ("director", "Director"),
                    ("writer", "Writer"),
                    ("costume designer", "Costume designer"),
                ],
                default="actor",
                max_length=20,
                verbose_name="role",
            ),
        ),
        AlterFieldText(
            model_name="credit",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="credits",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="genre",
            name="name",
            field=models.CharField(max_length=60, unique=True, verbose_name="name"),
        ),
        AlterFieldText(
            model_name="genre",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(
                allow_unicode=True, max_length=60, unique=True, verbose_name="slug"
            ),
        ),
        AlterFieldText(
            model_name="homerow",
            name="collection",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.collection",
                verbose_name="collection",
            ),
        ),
        AlterFieldText(
            model_name="homerow",
            name="genre",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.genre",
                verbose_name="genre",
            ),
        ),
        AlterFieldText(
            model_name="homerow",
            name="hidden",
            field=models.BooleanField(default=False, help_text="Not shown to anybody.", verbose_name="hidden"),
        ),
        AlterFieldText(
            model_name="homerow",
            name="kind",
            field=models.CharField(
                choices=[
                    ("continue", "Continue watching"),
                    ("next-up", "Next episodes"),
                    ("my-list", "My list"),
                    ("for-you", "For you"),
                    ("because", "Because you watched …"),
                    ("new", "New here"),
                    ("trending", "Trending now"),
                    ("shop-the-look", "Shop the look: most saved this week"),
                    ("top-rated", "Top rated"),
                    ("country", "Popular from the viewer's country"),
                    ("language", "Popular in the viewer's language"),
                    ("collections", "Newest collections"),
                    ("collection", "One collection"),
                    ("genres", "Genres"),
                    ("genre", "One genre"),
                    ("soon", "Soon"),
                ],
                max_length=16,
                verbose_name="kind",
            ),
        ),
        AlterFieldText(
            model_name="homerow",
            name="name",
            field=models.CharField(
                blank=True, help_text="Stands above the row; empty: the usual name.", max_length=80, verbose_name="name"
            ),
        ),
        AlterFieldText(
            model_name="homerow",
            name="pinned",
            field=models.BooleanField(
                default=False, help_text="Above all rows that are not pinned.", verbose_name="pinned"
            ),
        ),
        AlterFieldText(
            model_name="homerow",
            name="position",
            field=models.PositiveIntegerField(
                default=0, help_text="Rows with smaller numbers stand higher.", verbose_name="position"
            ),
        ),
        AlterFieldText(
            model_name="language",
            name="code",
            field=models.CharField(
                help_text="BCP 47: fr, pt-BR.", max_length=35, primary_key=True, serialize=False, verbose_name="code"
            ),
        ),
        AlterFieldText(
            model_name="person",
            name="biography",
            field=models.TextField(blank=True, verbose_name="biography"),
        ),
        AlterFieldText(
            model_name="person",
            name="name",
            field=models.CharField(max_length=120, verbose_name="name"),
        ),
        AlterFieldText(
            model_name="person",
            name="photo",
            field=models.ImageField(
                blank=True, help_text="Square or portrait.", upload_to="public/people/", verbose_name="photo"
            ),
        ),
        AlterFieldText(
            model_name="person",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(
                allow_unicode=True, max_length=140, unique=True, verbose_name="slug"
            ),
        ),
        AlterFieldText(
            model_name="rating",
            name="liking",
            field=models.SmallIntegerField(
                choices=[(-1, "Disliked"), (0, "None"), (1, "Liked")], default=0, verbose_name="liking"
            ),
        ),
        AlterFieldText(
            model_name="rating",
            name="stars",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)],
                verbose_name="stars",
            ),
        ),
        AlterFieldText(
            model_name="rating",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ratings",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="rating",
            name="updated",
            field=models.DateTimeField(auto_now=True, verbose_name="updated"),
        ),
        AlterFieldText(
            model_name="rating",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ratings",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
        AlterFieldText(
            model_name="season",
            name="name",
            field=models.CharField(blank=True, max_length=120, verbose_name="name"),
        ),
        AlterFieldText(
            model_name="season",
            name="number",
            field=models.PositiveSmallIntegerField(verbose_name="number"),
        ),
        AlterFieldText(
            model_name="season",
            name="show",
            field=models.ForeignKey(
                limit_choices_to={"kind": "show"},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="seasons",
                to="catalog.title",
                verbose_name="show",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="backdrop",
            field=models.ImageField(
                blank=True, help_text="Landscape, 16:9.", upload_to="public/backdrops/", verbose_name="backdrop"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="certificate",
            field=models.CharField(
                blank=True,
                help_text="Maturity rating as printed: PG-13, FSK 12.",
                max_length=20,
                verbose_name="certificate",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="countries",
            field=models.ManyToManyField(
                blank=True, related_name="titles", to="catalog.country", verbose_name="countries"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="title",
            name="genres",
            field=models.ManyToManyField(blank=True, related_name="titles", to="catalog.genre", verbose_name="genres"),
        ),
        AlterFieldText(
            model_name="title",
            name="kind",
            field=models.CharField(
                choices=[
                    ("film", "Film"),
                    ("show", "Show"),
                    ("episode", "Episode"),
                    ("trailer", "Trailer"),
                    ("edition", "Edition"),
                ],
                default="film",
                max_length=10,
                verbose_name="kind",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="languages",
            field=models.ManyToManyField(
                blank=True, related_name="titles", to="catalog.language", verbose_name="languages"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="last_number",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Of a file that holds several episodes: the number of the last one.",
                null=True,
                verbose_name="last number",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="minimum_age",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Years; empty: unrated.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(21)],
                verbose_name="minimum age",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="name",
            field=models.CharField(max_length=200, verbose_name="name"),
        ),
        AlterFieldText(
            model_name="title",
            name="number",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="The episode's number in its season.", null=True, verbose_name="number"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="original_name",
            field=models.CharField(
                blank=True,
                help_text="In the language that it was made in.",
                max_length=200,
                verbose_name="original name",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="Of a trailer or an edition.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="extras",
                to="catalog.title",
                verbose_name="parent",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="people",
            field=models.ManyToManyField(
                related_name="titles", through="catalog.Credit", to="catalog.person", verbose_name="people"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="poster",
            field=models.ImageField(
                blank=True, help_text="Portrait, 2:3.", upload_to="public/posters/", verbose_name="poster"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="publish_at",
            field=models.DateTimeField(
                blank=True, help_text="Hidden from viewers before this.", null=True, verbose_name="publish at"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="publish_until",
            field=models.DateTimeField(
                blank=True, help_text="Hidden from viewers from this on.", null=True, verbose_name="publish until"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="published",
            field=models.BooleanField(
                default=True, help_text="Unpublished titles are seen by staff only.", verbose_name="published"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="runtime",
            field=models.PositiveIntegerField(
                blank=True, help_text="Seconds; taken from the film where empty.", null=True, verbose_name="runtime"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="season",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="episodes",
                to="catalog.season",
                verbose_name="season",
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(
                allow_unicode=True, max_length=220, unique=True, verbose_name="slug"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="still",
            field=models.ImageField(
                blank=True, help_text="Landscape, 16:9, for cards.", upload_to="public/stills/", verbose_name="still"
            ),
        ),
        AlterFieldText(
            model_name="title",
            name="synopsis",
            field=models.TextField(blank=True, verbose_name="synopsis"),
        ),
        AlterFieldText(
            model_name="title",
            name="tagline",
            field=models.CharField(blank=True, max_length=200, verbose_name="tagline"),
        ),
        AlterFieldText(
            model_name="title",
            name="year",
            field=models.PositiveSmallIntegerField(
                blank=True,
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1870),
                    django.core.validators.MaxValueValidator(2200),
                ],
                verbose_name="year",
            ),
        ),
        AlterFieldText(
            model_name="titlecolour",
            name="colour",
            field=models.CharField(
                help_text="As the garment's attribute names it: red.", max_length=20, verbose_name="colour"
            ),
        ),
        AlterFieldText(
            model_name="titlecolour",
            name="pieces",
            field=models.PositiveIntegerField(default=0, verbose_name="pieces"),
        ),
        AlterFieldText(
            model_name="titlecolour",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="colours",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="titleneighbour",
            name="neighbour",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalog.title",
                verbose_name="neighbour",
            ),
        ),
        AlterFieldText(
            model_name="titleneighbour",
            name="score",
            field=models.FloatField(help_text="0 to 1; larger is more alike.", verbose_name="score"),
        ),
        AlterFieldText(
            model_name="titleneighbour",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="neighbours",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="pieces",
            field=models.PositiveIntegerField(
                default=0, help_text="Garments with something to show from a shop.", verbose_name="pieces"
            ),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="rating",
            field=models.FloatField(
                default=0.0, help_text="Bayesian mean of the ratings, 0 to 1; 0: none.", verbose_name="rating"
            ),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="ratings",
            field=models.PositiveIntegerField(default=0, verbose_name="ratings"),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="saved",
            field=models.PositiveIntegerField(
                default=0, help_text="Products saved from it within the last week.", verbose_name="saved"
            ),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="title",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="stats",
                serialize=False,
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="trend",
            field=models.FloatField(
                default=0.0, help_text="Viewers of the last weeks, halved every week.", verbose_name="trend"
            ),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="updated",
            field=models.DateTimeField(auto_now=True, verbose_name="updated"),
        ),
        AlterFieldText(
            model_name="titlestats",
            name="viewers",
            field=models.PositiveIntegerField(default=0, help_text="Who began it, ever.", verbose_name="viewers"),
        ),
        AlterFieldText(
            model_name="watchlistentry",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="watchlistentry",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="watchlist_entries",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="watchlistentry",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="watchlist",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
    ]
