"""Slugs keep the letters and vowel signs of every script."""

from django.db import migrations

import trendflix.core.slugs


class Migration(migrations.Migration):
    dependencies = [("catalog", "0007_person_pages")]

    operations = [
        migrations.AlterField(
            model_name="collection",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(allow_unicode=True, max_length=140, unique=True),
        ),
        migrations.AlterField(
            model_name="genre",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(allow_unicode=True, max_length=60, unique=True),
        ),
        migrations.AlterField(
            model_name="person",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(allow_unicode=True, max_length=140, unique=True),
        ),
        migrations.AlterField(
            model_name="title",
            name="slug",
            field=trendflix.core.slugs.UnicodeSlugField(allow_unicode=True, max_length=220, unique=True),
        ),
    ]
