"""Indexes for lists of titles: the newest, the newest of a genre, and people by name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0002_title_search")]

    operations = [
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                fields=["-id"],
                condition=models.Q(published=True, season__isnull=True),
                name="title_newest",
            ),
        ),
        migrations.AddIndex(model_name="person", index=models.Index(fields=["name"], name="person_name")),
        # Django makes the table of a many-to-many field itself, so its indexes cannot stand in a model.
        migrations.RunSQL(
            "CREATE INDEX title_genre_newest ON catalog_title_genres (genre_id, title_id)",
            "DROP INDEX title_genre_newest",
        ),
    ]
