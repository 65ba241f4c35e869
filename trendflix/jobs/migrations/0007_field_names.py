"""Names of models and fields that the admin shows in the reader's language; no table changes."""

import django.db.models.deletion
from django.db import migrations, models

from trendflix.core.operations import AlterFieldText


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0006_job_report_rows"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="job",
            options={"ordering": ["-id"], "verbose_name": "job", "verbose_name_plural": "jobs"},
        ),
        migrations.AlterModelOptions(
            name="jobreportrow",
            options={"ordering": ["id"], "verbose_name": "job report row", "verbose_name_plural": "job report rows"},
        ),
        AlterFieldText(
            model_name="job",
            name="again",
            field=models.BooleanField(
                default=False, help_text="Asked for once more while it ran.", verbose_name="again"
            ),
        ),
        AlterFieldText(
            model_name="job",
            name="again_parameters",
            field=models.JSONField(blank=True, default=dict, verbose_name="again parameters"),
        ),
        AlterFieldText(
            model_name="job",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="attempts"),
        ),
        AlterFieldText(
            model_name="job",
            name="cancel_requested",
            field=models.BooleanField(default=False, verbose_name="cancel requested"),
        ),
        AlterFieldText(
            model_name="job",
            name="claim",
            field=models.CharField(blank=True, max_length=32, verbose_name="claim"),
        ),
        AlterFieldText(
            model_name="job",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="job",
            name="error",
            field=models.TextField(blank=True, verbose_name="error"),
        ),
        AlterFieldText(
            model_name="job",
            name="finished",
            field=models.DateTimeField(blank=True, null=True, verbose_name="finished"),
        ),
        AlterFieldText(
            model_name="job",
            name="heartbeat",
            field=models.DateTimeField(blank=True, null=True, verbose_name="heartbeat"),
        ),
        AlterFieldText(
            model_name="job",
            name="kind",
            field=models.CharField(max_length=40, verbose_name="kind"),
        ),
        AlterFieldText(
            model_name="job",
            name="not_before",
            field=models.DateTimeField(blank=True, null=True, verbose_name="not before"),
        ),
        AlterFieldText(
            model_name="job",
            name="parameters",
            field=models.JSONField(blank=True, default=dict, verbose_name="parameters"),
        ),
        AlterFieldText(
            model_name="job",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="children",
                to="jobs.job",
                verbose_name="parent",
            ),
        ),
        AlterFieldText(
            model_name="job",
            name="part",
            field=models.PositiveIntegerField(
                default=0, help_text="Which part of the subject, counted from 1; 0: all of it.", verbose_name="part"
            ),
        ),
        AlterFieldText(
            model_name="job",
            name="percent",
            field=models.FloatField(default=0.0, verbose_name="percent"),
        ),
        AlterFieldText(
            model_name="job",
            name="result",
            field=models.JSONField(blank=True, default=dict, verbose_name="result"),
        ),
        AlterFieldText(
            model_name="job",
            name="seconds_left",
            field=models.FloatField(
                blank=True, help_text="Of the stage, as far as can be told.", null=True, verbose_name="seconds left"
            ),
        ),
        AlterFieldText(
            model_name="job",
            name="stage",
            field=models.CharField(blank=True, max_length=80, verbose_name="stage"),
        ),
        AlterFieldText(
            model_name="job",
            name="started",
            field=models.DateTimeField(blank=True, null=True, verbose_name="started"),
        ),
        AlterFieldText(
            model_name="job",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "Queued"),
                    ("running", "Running"),
                    ("waiting", "Waiting"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                ],
                default="queued",
                max_length=10,
                verbose_name="status",
            ),
        ),
        AlterFieldText(
            model_name="job",
            name="subject_id",
            field=models.PositiveBigIntegerField(verbose_name="subject"),
        ),
        AlterFieldText(
            model_name="jobreportrow",
            name="item",
            field=models.CharField(
                blank=True,
                help_text="The id that the file gives to what is reported.",
                max_length=200,
                verbose_name="item",
            ),
        ),
        AlterFieldText(
            model_name="jobreportrow",
            name="job",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="report_rows",
                to="jobs.job",
                verbose_name="job",
            ),
        ),
        AlterFieldText(
            model_name="jobreportrow",
            name="level",
            field=models.CharField(
                choices=[("rejected", "Rejected"), ("warning", "Warning"), ("note", "Note")],
                max_length=10,
                verbose_name="level",
            ),
        ),
        AlterFieldText(
            model_name="jobreportrow",
            name="line",
            field=models.PositiveIntegerField(
                blank=True, help_text="Of the file, counted from 1.", null=True, verbose_name="line"
            ),
        ),
        AlterFieldText(
            model_name="jobreportrow",
            name="reason",
            field=models.CharField(max_length=500, verbose_name="reason"),
        ),
    ]
