"""Original names, ratings by age, dates, countries, languages, trailers and editions of titles."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_browse_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Country",
            fields=[
                (
                    "code",
                    models.CharField(
                        help_text="ISO 3166-1 alpha-2, upper case: FR.", max_length=2, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Language",
            fields=[
                (
                    "code",
                    models.CharField(help_text="BCP 47: fr, pt-BR.", max_length=35, primary_key=True, serialize=False),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.RemoveIndex(
            model_name="title",
            name="title_newest",
        ),
        migrations.AddField(
            model_name="title",
            name="certificate",
            field=models.CharField(blank=True, help_text="Maturity rating as printed: PG-13, FSK 12.", max_length=20),
        ),
        migrations.AddField(
            model_name="title",
            name="last_number",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Of a file that holds several episodes: the number of the last one.", null=True
            ),
        ),
        migrations.AddField(
            model_name="title",
            name="minimum_age",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Years; empty: unrated.",
                null=True,
                validators=[django.core.validators.MaxValueValidator(21)],
            ),
        ),
        migrations.AddField(
            model_name="title",
            name="original_name",
            field=models.CharField(blank=True, help_text="In the language that it was made in.", max_length=200),
        ),
        migrations.AddField(
            model_name="title",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                help_text="Of a trailer or an edition.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="extras",
                to="catalog.title",
            ),
        ),
        migrations.AddField(
            model_name="title",
            name="publish_at",
            field=models.DateTimeField(blank=True, help_text="Hidden from viewers before this.", null=True),
        ),
        migrations.AddField(
            model_name="title",
            name="publish_until",
            field=models.DateTimeField(blank=True, help_text="Hidden from viewers from this on.", null=True),
        ),
        migrations.AddField(
            model_name="title",
            name="runtime",
            field=models.PositiveIntegerField(
                blank=True, help_text="Seconds; taken from the film where empty.", null=True
            ),
        ),
        migrations.AddField(
            model_name="title",
            name="still",
            field=models.ImageField(blank=True, help_text="Landscape, 16:9, for cards.", upload_to="public/stills/"),
        ),
        migrations.AlterField(
            model_name="genre",
            name="slug",
            field=models.SlugField(allow_unicode=True, max_length=60, unique=True),
        ),
        migrations.AlterField(
            model_name="person",
            name="slug",
            field=models.SlugField(allow_unicode=True, max_length=140, unique=True),
        ),
        migrations.AlterField(
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
            ),
        ),
        migrations.AlterField(
            model_name="title",
            name="slug",
            field=models.SlugField(allow_unicode=True, max_length=220, unique=True),
        ),
        migrations.AddField(
            model_name="title",
            name="countries",
            field=models.ManyToManyField(blank=True, related_name="titles", to="catalog.country"),
        ),
        migrations.AddField(
            model_name="title",
            name="languages",
            field=models.ManyToManyField(blank=True, related_name="titles", to="catalog.language"),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                condition=models.Q(("parent__isnull", True), ("published", True), ("season__isnull", True)),
                fields=["-id"],
                name="title_newest",
            ),
        ),
        migrations.AddConstraint(
            model_name="title",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("trailer", "edition")), ("parent__isnull", False)),
                    models.Q(models.Q(("kind__in", ("trailer", "edition")), _negated=True), ("parent__isnull", True)),
                    _connector="OR",
                ),
                name="title_trailer_or_edition_has_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="title",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_number__isnull", True), ("last_number__gt", models.F("number")), _connector="OR"
                ),
                name="title_last_number_after_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="title",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at__isnull", True),
                    ("publish_until__isnull", True),
                    ("publish_until__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="title_publish_until_after_publish_at",
            ),
        ),
    ]
