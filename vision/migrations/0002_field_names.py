"""Names of models and fields that the admin shows in the reader's language; no table changes."""

import django.db.models.deletion
from django.db import migrations, models

from trendflix.core.operations import AlterFieldText


class Migration(migrations.Migration):
    dependencies = [
        ("playback", "0011_field_names"),
        ("vision", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="analysis",
            options={"verbose_name": "analysis", "verbose_name_plural": "analyses"},
        ),
        migrations.AlterModelOptions(
            name="appearance",
            options={"ordering": ["start", "id"], "verbose_name": "appearance", "verbose_name_plural": "appearances"},
        ),
        migrations.AlterModelOptions(
            name="garment",
            options={"ordering": ["first_seen", "id"], "verbose_name": "garment", "verbose_name_plural": "garments"},
        ),
        AlterFieldText(
            model_name="analysis",
            name="created",
            field=models.DateTimeField(auto_now=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="analysis",
            name="frames",
            field=models.PositiveIntegerField(
                default=0, help_text="Frames that a model looked at.", verbose_name="frames"
            ),
        ),
        AlterFieldText(
            model_name="analysis",
            name="key",
            field=models.CharField(max_length=64, verbose_name="key"),
        ),
        AlterFieldText(
            model_name="analysis",
            name="model",
            field=models.CharField(help_text="The embedder's stamp.", max_length=200, verbose_name="model"),
        ),
        AlterFieldText(
            model_name="analysis",
            name="parser",
            field=models.CharField(help_text="The garment parser's stamp.", max_length=200, verbose_name="parser"),
        ),
        AlterFieldText(
            model_name="analysis",
            name="shots",
            field=models.JSONField(default=list, help_text="[[start, end], …] in seconds.", verbose_name="shots"),
        ),
        AlterFieldText(
            model_name="analysis",
            name="video",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="analysis",
                to="playback.video",
                verbose_name="video",
            ),
        ),
        AlterFieldText(
            model_name="appearance",
            name="boxes",
            field=models.JSONField(default=list, verbose_name="boxes"),
        ),
        AlterFieldText(
            model_name="appearance",
            name="end",
            field=models.FloatField(verbose_name="end"),
        ),
        AlterFieldText(
            model_name="appearance",
            name="garment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="appearances",
                to="vision.garment",
                verbose_name="garment",
            ),
        ),
        AlterFieldText(
            model_name="appearance",
            name="start",
            field=models.FloatField(verbose_name="start"),
        ),
        AlterFieldText(
            model_name="garment",
            name="analysis",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="garments",
                to="vision.analysis",
                verbose_name="analysis",
            ),
        ),
        AlterFieldText(
            model_name="garment",
            name="attributes",
            field=models.JSONField(blank=True, default=dict, verbose_name="attributes"),
        ),
        AlterFieldText(
            model_name="garment",
            name="best_at",
            field=models.FloatField(default=0.0, help_text="Second of the best view.", verbose_name="best at"),
        ),
        AlterFieldText(
            model_name="garment",
            name="category",
            field=models.CharField(max_length=20, verbose_name="category"),
        ),
        AlterFieldText(
            model_name="garment",
            name="cutout",
            field=models.CharField(
                blank=True, help_text="Path below the film's folder.", max_length=200, verbose_name="cut-out"
            ),
        ),
        AlterFieldText(
            model_name="garment",
            name="first_seen",
            field=models.FloatField(default=0.0, verbose_name="first seen"),
        ),
        AlterFieldText(
            model_name="garment",
            name="model",
            field=models.CharField(max_length=200, verbose_name="model"),
        ),
        AlterFieldText(
            model_name="garment",
            name="score",
            field=models.FloatField(default=0.0, verbose_name="score"),
        ),
        AlterFieldText(
            model_name="garment",
            name="seconds",
            field=models.FloatField(default=0.0, help_text="How long it is on screen in all.", verbose_name="seconds"),
        ),
        AlterFieldText(
            model_name="garment",
            name="vector",
            field=models.BinaryField(verbose_name="vector"),
        ),
    ]
