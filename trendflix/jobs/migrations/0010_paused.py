"""Jobs that are paused: open, so that there is still one open job of a kind on a subject."""

from typing import Any

from django.db import migrations, models

STATUSES = ("queued", "running", "waiting", "paused", "done", "failed", "cancelled")


def paused_queue(apps: Any, schema_editor: Any) -> None:
    """Queue what is paused, for a version that knows no pause."""
    apps.get_model("jobs", "Job").objects.filter(status="paused").update(status="queued")


class Migration(migrations.Migration):
    dependencies = [("jobs", "0009_constraint_messages")]

    operations = [
        migrations.AddField(
            "job", "pause_requested", models.BooleanField(default=False, verbose_name="pause requested")
        ),
        migrations.AlterField(
            "job",
            "status",
            models.CharField(
                choices=[(name, name.capitalize()) for name in STATUSES],
                default="queued",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.RemoveConstraint("job", "job_one_open_per_part"),
        migrations.AddConstraint(
            "job",
            models.UniqueConstraint(
                condition=models.Q(status__in=("queued", "running", "waiting", "paused")),
                fields=("kind", "subject_id", "part"),
                name="job_one_open_per_part",
                violation_error_message="Such a job is queued, running or paused already.",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, reverse_code=paused_queue),
    ]
