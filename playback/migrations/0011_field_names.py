"""Names of models and fields that the admin shows in the reader's language; no table changes."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import playback.models
from trendflix.core.operations import AlterFieldText


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_field_names"),
        ("catalog", "0015_person_photo_index"),
        ("playback", "0010_progress_removed"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="chapter",
            options={"ordering": ["start"], "verbose_name": "chapter", "verbose_name_plural": "chapters"},
        ),
        migrations.AlterModelOptions(
            name="progress",
            options={"ordering": ["-updated"], "verbose_name": "progress", "verbose_name_plural": "progress"},
        ),
        migrations.AlterModelOptions(
            name="subtitle",
            options={
                "ordering": ["-is_default", "language", "id"],
                "verbose_name": "subtitle",
                "verbose_name_plural": "subtitles",
            },
        ),
        migrations.AlterModelOptions(
            name="video",
            options={"ordering": ["-id"], "verbose_name": "video", "verbose_name_plural": "videos"},
        ),
        AlterFieldText(
            model_name="chapter",
            name="start",
            field=models.FloatField(help_text="Seconds, or hours:minutes:seconds.", verbose_name="start"),
        ),
        AlterFieldText(
            model_name="chapter",
            name="title",
            field=models.CharField(max_length=120, verbose_name="title"),
        ),
        AlterFieldText(
            model_name="chapter",
            name="video",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="chapters",
                to="playback.video",
                verbose_name="video",
            ),
        ),
        AlterFieldText(
            model_name="progress",
            name="moment",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="moment"),
        ),
        AlterFieldText(
            model_name="progress",
            name="playback_session",
            field=models.CharField(blank=True, editable=False, max_length=36, verbose_name="playback session"),
        ),
        AlterFieldText(
            model_name="progress",
            name="position",
            field=models.FloatField(default=0.0, help_text="Seconds.", verbose_name="position"),
        ),
        AlterFieldText(
            model_name="progress",
            name="removed",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Taken off the row of what was begun; watching on puts it back.",
                verbose_name="removed",
            ),
        ),
        AlterFieldText(
            model_name="progress",
            name="sequence",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="sequence"),
        ),
        AlterFieldText(
            model_name="progress",
            name="updated",
            field=models.DateTimeField(auto_now=True, verbose_name="updated"),
        ),
        AlterFieldText(
            model_name="progress",
            name="video",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="progress",
                to="playback.video",
                verbose_name="video",
            ),
        ),
        AlterFieldText(
            model_name="progress",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="progress",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
        AlterFieldText(
            model_name="progress",
            name="watched",
            field=models.BooleanField(default=False, verbose_name="watched"),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="charset",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="That the original was read by.",
                max_length=20,
                verbose_name="charset",
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="is_default",
            field=models.BooleanField(default=False, verbose_name="default"),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="kind",
            field=models.CharField(
                choices=[("vtt", "Vtt"), ("srt", "Srt"), ("ass", "Ass"), ("ssa", "Ssa")],
                default="vtt",
                editable=False,
                max_length=3,
                verbose_name="kind",
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="label",
            field=models.CharField(blank=True, max_length=60, verbose_name="label"),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="language",
            field=models.CharField(
                default="und", help_text="BCP 47, for example en or pt-BR.", max_length=35, verbose_name="language"
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="offset",
            field=models.FloatField(
                default=0.0,
                help_text="Seconds by which the lines come later; below zero, earlier.",
                verbose_name="offset",
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="role",
            field=models.CharField(
                blank=True,
                choices=[("", "dialogue"), ("forced", "forced"), ("sdh", "for the deaf and hard of hearing")],
                default="",
                help_text="Forced: foreign parts only.",
                max_length=6,
                verbose_name="role",
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="stream",
            field=models.PositiveSmallIntegerField(
                editable=False, help_text="Of the film's file, if from there.", null=True, verbose_name="stream"
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="video",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="subtitles",
                to="playback.video",
                verbose_name="video",
            ),
        ),
        AlterFieldText(
            model_name="subtitle",
            name="warnings",
            field=models.JSONField(default=list, editable=False, verbose_name="warnings"),
        ),
        AlterFieldText(
            model_name="video",
            name="chapters_edited",
            field=models.BooleanField(default=False, editable=False, verbose_name="chapters edited"),
        ),
        AlterFieldText(
            model_name="video",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="video",
            name="credits_start",
            field=models.FloatField(blank=True, null=True, verbose_name="credits start"),
        ),
        AlterFieldText(
            model_name="video",
            name="duration",
            field=models.FloatField(default=0.0, editable=False, help_text="Seconds.", verbose_name="duration"),
        ),
        AlterFieldText(
            model_name="video",
            name="frame_rate",
            field=models.FloatField(default=0.0, editable=False, verbose_name="frame rate"),
        ),
        AlterFieldText(
            model_name="video",
            name="has_audio",
            field=models.BooleanField(default=False, editable=False, verbose_name="has audio"),
        ),
        AlterFieldText(
            model_name="video",
            name="height",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="height"),
        ),
        AlterFieldText(
            model_name="video",
            name="intro_end",
            field=models.FloatField(blank=True, null=True, verbose_name="intro end"),
        ),
        AlterFieldText(
            model_name="video",
            name="intro_start",
            field=models.FloatField(blank=True, null=True, verbose_name="intro start"),
        ),
        AlterFieldText(
            model_name="video",
            name="original_name",
            field=models.CharField(blank=True, editable=False, max_length=255, verbose_name="original name"),
        ),
        AlterFieldText(
            model_name="video",
            name="package",
            field=models.JSONField(default=dict, editable=False, verbose_name="package"),
        ),
        AlterFieldText(
            model_name="video",
            name="package_key",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="package key"),
        ),
        AlterFieldText(
            model_name="video",
            name="probe",
            field=models.JSONField(default=dict, editable=False, verbose_name="probe"),
        ),
        AlterFieldText(
            model_name="video",
            name="recap_end",
            field=models.FloatField(blank=True, null=True, verbose_name="recap end"),
        ),
        AlterFieldText(
            model_name="video",
            name="recap_start",
            field=models.FloatField(blank=True, null=True, verbose_name="recap start"),
        ),
        AlterFieldText(
            model_name="video",
            name="renditions",
            field=models.JSONField(default=list, editable=False, verbose_name="renditions"),
        ),
        AlterFieldText(
            model_name="video",
            name="sha256",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64, verbose_name="SHA-256"),
        ),
        AlterFieldText(
            model_name="video",
            name="size",
            field=models.PositiveBigIntegerField(default=0, editable=False, verbose_name="size"),
        ),
        AlterFieldText(
            model_name="video",
            name="source",
            field=models.FileField(
                blank=True, max_length=300, upload_to=playback.models.source_path, verbose_name="source"
            ),
        ),
        AlterFieldText(
            model_name="video",
            name="title",
            field=models.OneToOneField(
                limit_choices_to=models.Q(("kind", "show"), _negated=True),
                on_delete=django.db.models.deletion.CASCADE,
                related_name="video",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="video",
            name="width",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="width"),
        ),
    ]
