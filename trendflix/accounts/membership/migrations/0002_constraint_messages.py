"""Words for people where a row breaks a rule of the database."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_membership"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="activestream",
            name="stream_once_per_device",
            constraint=models.UniqueConstraint(
                fields=("user", "device"),
                name="stream_once_per_device",
                violation_error_message="This device is watching already.",
            ),
        ),
    ]
