"""Words for people where a row breaks a rule of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0008_attempts_by_cause"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="job",
            name="job_percent_in_range",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__gte", 0), ("percent__lte", 100)),
                name="job_percent_in_range",
                violation_error_message="Progress lies between 0 and 100 percent.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="job",
            name="job_one_open_per_part",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("queued", "running", "waiting"))),
                fields=("kind", "subject_id", "part"),
                name="job_one_open_per_part",
                violation_error_message="Such a job is queued or running already.",
            ),
        ),
    ]
