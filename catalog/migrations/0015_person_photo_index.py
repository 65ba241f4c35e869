"""An index for who shows a photograph."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0014_person_search")]

    operations = [
        migrations.AddIndex(model_name="person", index=models.Index(fields=["photo"], name="person_photo")),
    ]
