import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_viewer"), ("shopping", "0008_product_wearable")]

    operations = [
        migrations.RemoveConstraint(model_name="saved", name="saved_once_per_user"),
        migrations.RemoveConstraint(model_name="saved", name="saved_once_per_session"),
        migrations.RemoveConstraint(model_name="dislike", name="dislike_once_per_user"),
        migrations.RemoveConstraint(model_name="dislike", name="dislike_once_per_session"),
        *(
            migrations.AddField(
                model_name=model,
                name="viewer",
                field=models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.viewer"
                ),
            )
            for model in ("saved", "dislike", "lookup")
        ),
    ]
