import django.db.models.deletion
from django.db import migrations, models

MODELS = ("saved", "dislike", "lookup")


class Migration(migrations.Migration):
    dependencies = [("shopping", "0010_fill_viewers")]

    operations = [
        *(migrations.RemoveField(model_name=model, name=name) for model in MODELS for name in ("session_key", "user")),
        *(
            migrations.AlterField(
                model_name=model,
                name="viewer",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.viewer"
                ),
            )
            for model in MODELS
        ),
        migrations.AddConstraint(
            model_name="saved",
            constraint=models.UniqueConstraint(fields=("viewer", "product"), name="saved_once_per_viewer"),
        ),
        migrations.AddConstraint(
            model_name="dislike",
            constraint=models.UniqueConstraint(fields=("viewer", "garment", "product"), name="dislike_once_per_viewer"),
        ),
    ]
