"""Which tokens programs got by signing in; those there are were made on purpose."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0002_constraint_messages"),
    ]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="is_sign_in",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Ends where the account is signed out.",
                verbose_name="made by signing in",
            ),
        ),
    ]
