from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("jobs", "0004_job_parents")]

    operations = [
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["kind", "subject_id", "-id"], name="job_kind_subject"),
        ),
        migrations.AddIndex(model_name="job", index=models.Index(fields=["finished"], name="job_finished")),
    ]
