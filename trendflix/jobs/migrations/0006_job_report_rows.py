from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0005_job_indexes")]

    operations = [
        migrations.CreateModel(
            name="JobReportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("rejected", "Rejected"), ("warning", "Warning"), ("note", "Note")], max_length=10
                    ),
                ),
                (
                    "line",
                    models.PositiveIntegerField(blank=True, help_text="Of the file, counted from 1.", null=True),
                ),
                (
                    "item",
                    models.CharField(
                        blank=True, help_text="The id that the file gives to what is reported.", max_length=200
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                (
                    "job",
                    models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="report_rows", to="jobs.job"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["job", "level", "id"], name="job_report_level")],
            },
        ),
    ]
