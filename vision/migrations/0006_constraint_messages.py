"""Words for people where a row breaks a rule of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vision", "0005_garment_edits"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="appearance",
            name="appearance_ends_after_start",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gte", models.F("start"))),
                name="appearance_ends_after_start",
                violation_error_message="An appearance ends after it starts.",
            ),
        ),
    ]
