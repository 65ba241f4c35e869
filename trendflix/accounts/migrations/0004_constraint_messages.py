"""Words for people where a row breaks a rule of the database."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_profiles"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="viewer",
            name="viewer_is_an_account_or_a_session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("session_key__isnull", True), ("user__isnull", False)),
                    models.Q(("session_key__isnull", False), ("user__isnull", True)),
                    _connector="OR",
                ),
                name="viewer_is_an_account_or_a_session",
                violation_error_message="A viewer is of an account or of a session, not of both.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="viewer",
            name="viewer_one_main_profile_per_account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_main", True)),
                fields=("user",),
                name="viewer_one_main_profile_per_account",
                violation_error_message="The account has a main profile already.",
            ),
        ),
    ]
