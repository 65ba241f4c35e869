"""Indexes for lists by name and by year, and for who shows an artwork file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_slugs_in_all_scripts")]

    operations = [
        migrations.AddIndex(
            model_name="collection",
            index=models.Index(fields=["backdrop"], name="collection_backdrop"),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                condition=models.Q(("parent__isnull", True), ("published", True), ("season__isnull", True)),
                fields=["name", "id"],
                name="title_by_name",
            ),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(
                condition=models.Q(("parent__isnull", True), ("published", True), ("season__isnull", True)),
                fields=["year", "id"],
                name="title_by_year",
            ),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(fields=["poster"], name="title_poster"),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(fields=["backdrop"], name="title_backdrop"),
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(fields=["still"], name="title_still"),
        ),
    ]
