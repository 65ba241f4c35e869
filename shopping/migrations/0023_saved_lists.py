"""Lists of saved products, notes, and prices at saving; questions by a picture."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_field_names"), ("shopping", "0022_product_merchandising")]

    operations = [
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
            ],
            options={
                "verbose_name": "entry of a list",
                "verbose_name_plural": "entries of lists",
                "ordering": ["-created", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SavedList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "token",
                    models.CharField(
                        blank=True, editable=False, max_length=43, null=True, unique=True, verbose_name="token"
                    ),
                ),
            ],
            options={
                "verbose_name": "list of saved products",
                "verbose_name_plural": "lists of saved products",
                "ordering": ["name", "id"],
            },
        ),
        migrations.AddField(
            model_name="saved",
            name="currency_then",
            field=models.CharField(blank=True, max_length=3, verbose_name="currency when saved"),
        ),
        migrations.AddField(
            model_name="saved",
            name="note",
            field=models.CharField(blank=True, max_length=300, verbose_name="note"),
        ),
        migrations.AddField(
            model_name="saved",
            name="price_then",
            field=models.DecimalField(
                blank=True,
                decimal_places=3,
                help_text="Sales included.",
                max_digits=13,
                null=True,
                verbose_name="price when saved",
            ),
        ),
        migrations.AddField(
            model_name="saved",
            name="sold_out_seen",
            field=models.DateTimeField(
                blank=True,
                help_text="When the viewer last saw that it was not to be had.",
                null=True,
                verbose_name="seen sold out",
            ),
        ),
        migrations.AlterField(
            model_name="lookup",
            name="kind",
            field=models.CharField(
                choices=[("region", "Region"), ("words", "Words"), ("like", "Like"), ("picture", "Picture")],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="saved",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="shopping.saved",
                verbose_name="saved",
            ),
        ),
        migrations.AddField(
            model_name="savedlist",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
        migrations.AddField(
            model_name="listentry",
            name="list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entries",
                to="shopping.savedlist",
                verbose_name="list",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedlist",
            constraint=models.UniqueConstraint(fields=("viewer", "name"), name="saved_list_name_once_per_viewer"),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.UniqueConstraint(fields=("list", "saved"), name="list_entry_once"),
        ),
    ]
