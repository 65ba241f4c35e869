"""Counts why a job was started again: its own faults apart from lost workers."""

from django.db import migrations, models
from django.utils.translation import gettext_lazy as _


class Migration(migrations.Migration):
    dependencies = [("jobs", "0007_field_names")]

    operations = [
        migrations.AddField(
            "job",
            "faults",
            models.PositiveSmallIntegerField(
                _("faults"), default=0, help_text=_("How often it was put off after a passing fault of its own.")
            ),
        ),
        migrations.AddField(
            "job",
            "losses",
            models.PositiveSmallIntegerField(
                _("losses"), default=0, help_text=_("How often its worker was lost while it ran.")
            ),
        ),
        migrations.AlterField(
            "job",
            "attempts",
            models.PositiveSmallIntegerField(
                _("attempts"), default=0, help_text=_("How often it was started, for whatever reason.")
            ),
        ),
    ]
