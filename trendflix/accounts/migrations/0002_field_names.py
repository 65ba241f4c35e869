"""Names of models and fields that the admin shows in the reader's language; no table changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from trendflix.core.operations import AlterFieldText


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_viewer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="viewer",
            options={"ordering": ["id"], "verbose_name": "viewer", "verbose_name_plural": "viewers"},
        ),
        AlterFieldText(
            model_name="viewer",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="viewer",
            name="is_main",
            field=models.BooleanField(default=True, verbose_name="main profile"),
        ),
        AlterFieldText(
            model_name="viewer",
            name="session_key",
            field=models.CharField(blank=True, max_length=40, null=True, unique=True, verbose_name="session key"),
        ),
        AlterFieldText(
            model_name="viewer",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="viewers",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
    ]
