"""Names of models and fields that the admin shows in the reader's language; no table changes."""

import uuid
from decimal import Decimal

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from trendflix.core.operations import AlterFieldText


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_field_names"),
        ("catalog", "0015_person_photo_index"),
        ("playback", "0011_field_names"),
        ("shopping", "0016_product_spellings"),
        ("vision", "0002_field_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="clickout",
            options={
                "ordering": ["-created"],
                "verbose_name": "visit to a shop",
                "verbose_name_plural": "visits to shops",
            },
        ),
        migrations.AlterModelOptions(
            name="dislike",
            options={"ordering": ["-created", "-id"], "verbose_name": "dislike", "verbose_name_plural": "dislikes"},
        ),
        migrations.AlterModelOptions(
            name="feed",
            options={"ordering": ["name"], "verbose_name": "feed", "verbose_name_plural": "feeds"},
        ),
        migrations.AlterModelOptions(
            name="lookup",
            options={"ordering": ["created"], "verbose_name": "lookup", "verbose_name_plural": "lookups"},
        ),
        migrations.AlterModelOptions(
            name="match",
            options={"ordering": ["garment", "rank", "id"], "verbose_name": "match", "verbose_name_plural": "matches"},
        ),
        migrations.AlterModelOptions(
            name="product",
            options={"ordering": ["feed", "product_id"], "verbose_name": "product", "verbose_name_plural": "products"},
        ),
        migrations.AlterModelOptions(
            name="productimage",
            options={
                "ordering": ["product", "position"],
                "verbose_name": "product image",
                "verbose_name_plural": "product images",
            },
        ),
        migrations.AlterModelOptions(
            name="saved",
            options={"ordering": ["-created", "-id"], "verbose_name": "saved", "verbose_name_plural": "saved products"},
        ),
        AlterFieldText(
            model_name="clickout",
            name="created",
            field=models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="clickout",
            name="garment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vision.garment",
                verbose_name="garment",
            ),
        ),
        AlterFieldText(
            model_name="clickout",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clicks",
                to="shopping.product",
                verbose_name="product",
            ),
        ),
        AlterFieldText(
            model_name="clickout",
            name="title",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="catalog.title",
                verbose_name="title",
            ),
        ),
        AlterFieldText(
            model_name="clickout",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        AlterFieldText(
            model_name="dislike",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="dislike",
            name="garment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dislikes",
                to="vision.garment",
                verbose_name="garment",
            ),
        ),
        AlterFieldText(
            model_name="dislike",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dislikes",
                to="shopping.product",
                verbose_name="product",
            ),
        ),
        AlterFieldText(
            model_name="dislike",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="columns",
            field=models.JSONField(
                blank=True, default=dict, help_text="The shop's column names → our field names.", verbose_name="columns"
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="columns_confirmed",
            field=models.BooleanField(default=False, verbose_name="columns confirmed"),
        ),
        AlterFieldText(
            model_name="feed",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="feed",
            name="currency",
            field=models.CharField(
                blank=True,
                help_text="ISO 4217 code of prices that name no currency.",
                max_length=3,
                verbose_name="currency",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="file",
            field=models.FileField(blank=True, max_length=300, upload_to="feeds/", verbose_name="file"),
        ),
        AlterFieldText(
            model_name="feed",
            name="format",
            field=models.CharField(default="auto", max_length=20, verbose_name="format"),
        ),
        AlterFieldText(
            model_name="feed",
            name="imported",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="imported"),
        ),
        AlterFieldText(
            model_name="feed",
            name="live_file",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The upload that is live.",
                max_length=300,
                verbose_name="live file",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="live_path",
            field=models.CharField(
                blank=True, editable=False, help_text="The path that is live.", max_length=500, verbose_name="live path"
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="max_loss",
            field=models.FloatField(
                blank=True,
                help_text="Largest share of live products, 0 to 1, an import may lose unasked.",
                null=True,
                verbose_name="largest loss",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="name",
            field=models.CharField(max_length=120, unique=True, verbose_name="name"),
        ),
        AlterFieldText(
            model_name="feed",
            name="numbers",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="What a held import would do.",
                verbose_name="numbers",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="path",
            field=models.CharField(
                blank=True, editable=False, help_text="The file last given.", max_length=500, verbose_name="path"
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="reason",
            field=models.CharField(
                blank=True, editable=False, help_text="Why it is held or failed.", max_length=500, verbose_name="reason"
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="sample",
            field=models.JSONField(
                blank=True,
                default=list,
                editable=False,
                help_text="First rows, as the table has them.",
                verbose_name="sample",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="sha256",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="SHA-256"),
        ),
        AlterFieldText(
            model_name="feed",
            name="slug",
            field=models.SlugField(max_length=140, unique=True, verbose_name="slug"),
        ),
        AlterFieldText(
            model_name="feed",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "not imported"),
                    ("live", "live"),
                    ("held", "held"),
                    ("columns", "needs confirmation"),
                    ("failed", "failed"),
                ],
                default="new",
                editable=False,
                max_length=10,
                verbose_name="state",
            ),
        ),
        AlterFieldText(
            model_name="feed",
            name="superseded",
            field=models.JSONField(
                blank=True, default=list, editable=False, help_text="Uploads to be removed.", verbose_name="superseded"
            ),
        ),
        AlterFieldText(
            model_name="lookup",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="lookup",
            name="error",
            field=models.CharField(blank=True, max_length=300, verbose_name="error"),
        ),
        AlterFieldText(
            model_name="lookup",
            name="finished",
            field=models.DateTimeField(blank=True, null=True, verbose_name="finished"),
        ),
        AlterFieldText(
            model_name="lookup",
            name="id",
            field=models.UUIDField(
                default=uuid.uuid4, editable=False, primary_key=True, serialize=False, verbose_name="id"
            ),
        ),
        AlterFieldText(
            model_name="lookup",
            name="kind",
            field=models.CharField(
                choices=[("region", "Region"), ("words", "Words"), ("like", "Like")], max_length=10, verbose_name="kind"
            ),
        ),
        AlterFieldText(
            model_name="lookup",
            name="query",
            field=models.JSONField(default=dict, verbose_name="query"),
        ),
        AlterFieldText(
            model_name="lookup",
            name="result",
            field=models.JSONField(blank=True, default=dict, verbose_name="result"),
        ),
        AlterFieldText(
            model_name="lookup",
            name="started",
            field=models.DateTimeField(blank=True, null=True, verbose_name="started"),
        ),
        AlterFieldText(
            model_name="lookup",
            name="status",
            field=models.CharField(
                choices=[
                    ("queued", "Queued"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                ],
                default="queued",
                max_length=10,
                verbose_name="status",
            ),
        ),
        AlterFieldText(
            model_name="lookup",
            name="video",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="playback.video",
                verbose_name="video",
            ),
        ),
        AlterFieldText(
            model_name="lookup",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
        AlterFieldText(
            model_name="match",
            name="decided",
            field=models.DateTimeField(blank=True, null=True, verbose_name="decided"),
        ),
        AlterFieldText(
            model_name="match",
            name="decided_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        AlterFieldText(
            model_name="match",
            name="garment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="matches",
                to="vision.garment",
                verbose_name="garment",
            ),
        ),
        AlterFieldText(
            model_name="match",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="matches",
                to="shopping.product",
                verbose_name="product",
            ),
        ),
        AlterFieldText(
            model_name="match",
            name="rank",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="rank"),
        ),
        AlterFieldText(
            model_name="match",
            name="score",
            field=models.FloatField(
                default=0.0, help_text="Cosine of the garment's and the product's vectors.", verbose_name="score"
            ),
        ),
        AlterFieldText(
            model_name="match",
            name="status",
            field=models.CharField(
                choices=[
                    ("suggested", "Suggested"),
                    ("approved", "Approved"),
                    ("rejected", "Rejected"),
                    ("pinned", "Pinned"),
                ],
                default="suggested",
                max_length=10,
                verbose_name="status",
            ),
        ),
        AlterFieldText(
            model_name="match",
            name="updated",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                editable=False,
                help_text="Last change of rank or score.",
                verbose_name="updated",
            ),
        ),
        AlterFieldText(
            model_name="matchstate",
            name="cutoff",
            field=models.FloatField(
                help_text="Order of the last of a full list; null: the list is not full.",
                null=True,
                verbose_name="cutoff",
            ),
        ),
        AlterFieldText(
            model_name="matchstate",
            name="garment",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                primary_key=True,
                related_name="match_state",
                serialize=False,
                to="vision.garment",
                verbose_name="garment",
            ),
        ),
        AlterFieldText(
            model_name="matchstate",
            name="rows",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="Matches there were, decided ones included.", verbose_name="rows"
            ),
        ),
        AlterFieldText(
            model_name="matchstate",
            name="rules",
            field=models.CharField(
                help_text="Names the model and the settings that it was matched with.",
                max_length=16,
                verbose_name="rules",
            ),
        ),
        AlterFieldText(
            model_name="product",
            name="age_group",
            field=models.CharField(blank=True, max_length=20, verbose_name="age group"),
        ),
        AlterFieldText(
            model_name="product",
            name="availability",
            field=models.CharField(default="in_stock", max_length=20, verbose_name="availability"),
        ),
        AlterFieldText(
            model_name="product",
            name="available",
            field=models.BooleanField(
                default=True,
                help_text="In the feed's last snapshot and in stock or to order.",
                verbose_name="available",
            ),
        ),
        AlterFieldText(
            model_name="product",
            name="brand",
            field=models.CharField(blank=True, max_length=100, verbose_name="brand"),
        ),
        AlterFieldText(
            model_name="product",
            name="category",
            field=models.CharField(
                blank=True,
                help_text="Our garment category, read from the feed's words.",
                max_length=20,
                verbose_name="category",
            ),
        ),
        AlterFieldText(
            model_name="product",
            name="color",
            field=models.CharField(blank=True, max_length=100, verbose_name="colour"),
        ),
        AlterFieldText(
            model_name="product",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="product",
            name="currency",
            field=models.CharField(default="USD", max_length=3, verbose_name="currency"),
        ),
        AlterFieldText(
            model_name="product",
            name="description",
            field=models.TextField(blank=True, verbose_name="description"),
        ),
        AlterFieldText(
            model_name="product",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="products",
                to="shopping.feed",
                verbose_name="feed",
            ),
        ),
        AlterFieldText(
            model_name="product",
            name="gender",
            field=models.CharField(blank=True, max_length=20, verbose_name="gender"),
        ),
        AlterFieldText(
            model_name="product",
            name="item_group_id",
            field=models.CharField(blank=True, max_length=100, verbose_name="style (item group)"),
        ),
        AlterFieldText(
            model_name="product",
            name="link",
            field=models.URLField(max_length=2000, verbose_name="link"),
        ),
        AlterFieldText(
            model_name="product",
            name="price",
            field=models.DecimalField(decimal_places=3, default=Decimal("0"), max_digits=13, verbose_name="price"),
        ),
        AlterFieldText(
            model_name="product",
            name="product_id",
            field=models.CharField(max_length=100, verbose_name="product id"),
        ),
        AlterFieldText(
            model_name="product",
            name="product_type",
            field=models.CharField(blank=True, max_length=750, verbose_name="product type"),
        ),
        AlterFieldText(
            model_name="product",
            name="row_hash",
            field=models.CharField(editable=False, max_length=64, verbose_name="row hash"),
        ),
        AlterFieldText(
            model_name="product",
            name="sale_end",
            field=models.DateTimeField(
                blank=True,
                help_text="The sale holds until then; empty: without end.",
                null=True,
                verbose_name="sale end",
            ),
        ),
        AlterFieldText(
            model_name="product",
            name="sale_price",
            field=models.DecimalField(
                blank=True, decimal_places=3, max_digits=13, null=True, verbose_name="sale price"
            ),
        ),
        AlterFieldText(
            model_name="product",
            name="sale_start",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sale start"),
        ),
        AlterFieldText(
            model_name="product",
            name="size",
            field=models.CharField(blank=True, max_length=100, verbose_name="size"),
        ),
        AlterFieldText(
            model_name="product",
            name="title",
            field=models.CharField(max_length=150, verbose_name="title"),
        ),
        AlterFieldText(
            model_name="product",
            name="updated",
            field=models.DateTimeField(auto_now=True, verbose_name="updated"),
        ),
        AlterFieldText(
            model_name="product",
            name="wearable",
            field=models.BooleanField(
                blank=True,
                help_text="Whether the feed's words name something to wear; unknown: its pictures tell.",
                null=True,
                verbose_name="wearable",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="agreement",
            field=models.FloatField(
                blank=True,
                help_text="How far the title fits the picture better than other words do; 0: no better.",
                null=True,
                verbose_name="agreement",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="category",
            field=models.CharField(blank=True, max_length=20, verbose_name="category"),
        ),
        AlterFieldText(
            model_name="productimage",
            name="checked",
            field=models.DateTimeField(
                blank=True, help_text="When the web server was last asked for it.", null=True, verbose_name="checked"
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="error",
            field=models.CharField(blank=True, max_length=300, verbose_name="error"),
        ),
        AlterFieldText(
            model_name="productimage",
            name="etag",
            field=models.CharField(
                blank=True,
                help_text="The validator that the web server sent (RFC 9110).",
                max_length=200,
                verbose_name="ETag",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="file",
            field=models.CharField(
                blank=True, help_text="Path below the media folder.", max_length=300, verbose_name="file"
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="fingerprint",
            field=models.CharField(
                blank=True,
                help_text="Size and time of a file beside the feed.",
                max_length=60,
                verbose_name="fingerprint",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="last_modified",
            field=models.CharField(
                blank=True,
                help_text="As the web server sent it, where strong.",
                max_length=40,
                verbose_name="last modified",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="model",
            field=models.CharField(blank=True, max_length=400, verbose_name="model"),
        ),
        AlterFieldText(
            model_name="productimage",
            name="placeholder",
            field=models.BooleanField(
                default=False,
                help_text="The same picture on many different products: matched to nothing.",
                verbose_name="placeholder",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="position"),
        ),
        AlterFieldText(
            model_name="productimage",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="images",
                to="shopping.product",
                verbose_name="product",
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="sha256",
            field=models.CharField(blank=True, max_length=64, verbose_name="SHA-256"),
        ),
        AlterFieldText(
            model_name="productimage",
            name="source",
            field=models.CharField(
                help_text="The address or path in the feed.", max_length=2000, verbose_name="source"
            ),
        ),
        AlterFieldText(
            model_name="productimage",
            name="vector",
            field=models.BinaryField(blank=True, null=True, verbose_name="vector"),
        ),
        AlterFieldText(
            model_name="saved",
            name="created",
            field=models.DateTimeField(auto_now_add=True, verbose_name="created"),
        ),
        AlterFieldText(
            model_name="saved",
            name="garment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="vision.garment",
                verbose_name="garment",
            ),
        ),
        AlterFieldText(
            model_name="saved",
            name="product",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved",
                to="shopping.product",
                verbose_name="product",
            ),
        ),
        AlterFieldText(
            model_name="saved",
            name="viewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="accounts.viewer",
                verbose_name="viewer",
            ),
        ),
    ]
