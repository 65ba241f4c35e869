from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0003_time_left")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.CASCADE,
                related_name="children",
                to="jobs.job",
            ),
        ),
        migrations.AddField(
            model_name="job",
            name="part",
            field=models.PositiveIntegerField(
                default=0, help_text="Which part of the subject, counted from 1; 0: all of it."
            ),
        ),
        migrations.AlterField(
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
            ),
        ),
        migrations.RemoveConstraint(model_name="job", name="job_one_open_per_subject"),
        migrations.AddConstraint(
            model_name="job",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("queued", "running", "waiting"))),
                fields=("kind", "subject_id", "part"),
                name="job_one_open_per_part",
            ),
        ),
    ]
