"""Where feeds come from and when they run, what each run did, and when pictures that failed are tried again."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0007_field_names"),
        ("shopping", "0018_product_palette"),
    ]

    operations = [
        migrations.CreateModel(
            name="FeedRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("live", "imported"),
                            ("unchanged", "unchanged"),
                            ("held", "held"),
                            ("columns", "columns to confirm"),
                            ("failed", "failed"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="As its source calls it.", max_length=300, verbose_name="file"
                    ),
                ),
                (
                    "times",
                    models.PositiveIntegerField(
                        default=1, help_text="Looks that found nothing new.", verbose_name="times"
                    ),
                ),
                (
                    "counts",
                    models.JSONField(
                        blank=True, default=dict, help_text="Rows seen, created and so on.", verbose_name="counts"
                    ),
                ),
                (
                    "live",
                    models.PositiveIntegerField(default=0, help_text="After the run.", verbose_name="live products"),
                ),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                (
                    "kept",
                    models.CharField(
                        blank=True, help_text="Path below the media folder.", max_length=300, verbose_name="kept file"
                    ),
                ),
                ("beside", models.CharField(blank=True, max_length=500, verbose_name="folder of pictures")),
                ("started", models.DateTimeField(verbose_name="started")),
                ("finished", models.DateTimeField(verbose_name="finished")),
            ],
            options={
                "verbose_name": "feed run",
                "verbose_name_plural": "feed runs",
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="feed",
            name="affiliate",
            field=models.CharField(
                blank=True,
                help_text="Added to links, as in tag=films&subid={click_id}.",
                max_length=500,
                verbose_name="affiliate parameters",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="beside",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Where relative pictures are, if not beside the file.",
                max_length=500,
                verbose_name="folder of pictures",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="boost",
            field=models.FloatField(
                default=0.0,
                help_text="−0.1 to 0.1; moves its products among those that look alike.",
                validators=[
                    django.core.validators.MinValueValidator(-0.1),
                    django.core.validators.MaxValueValidator(0.1),
                ],
                verbose_name="boost",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="categories",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="The shop's category text → our category.",
                verbose_name="categories",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="checked",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="When its source last answered.",
                null=True,
                verbose_name="checked",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="country",
            field=models.CharField(
                blank=True, help_text="ISO 3166 code of the shop.", max_length=2, verbose_name="country"
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="credentials",
            field=models.TextField(
                blank=True, editable=False, help_text="User name and password, encrypted.", verbose_name="sign-in"
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="disclosure",
            field=models.CharField(
                blank=True,
                help_text="Said with this shop's links; empty: the site's.",
                max_length=300,
                verbose_name="disclosure",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="fetch_error",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="Why its source last gave nothing.",
                max_length=500,
                verbose_name="fetch error",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="interval",
            field=models.PositiveIntegerField(
                choices=[
                    (0, "by hand"),
                    (60, "every hour"),
                    (180, "every 3 hours"),
                    (360, "every 6 hours"),
                    (720, "every 12 hours"),
                    (1440, "every day"),
                    (10080, "every week"),
                ],
                default=0,
                help_text="Minutes between two runs.",
                verbose_name="fetched",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="is_paused",
            field=models.BooleanField(default=False, editable=False, verbose_name="paused"),
        ),
        migrations.AddField(
            model_name="feed",
            name="language",
            field=models.CharField(
                blank=True, help_text="ISO 639-1 code of its texts.", max_length=2, verbose_name="language"
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="location",
            field=models.CharField(
                blank=True,
                help_text="Below the site's folder for feeds.",
                max_length=500,
                verbose_name="file or folder",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="next_run",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="next run"),
        ),
        migrations.AddField(
            model_name="feed",
            name="origin",
            field=models.CharField(
                choices=[
                    ("upload", "an uploaded file"),
                    ("url", "a web address"),
                    ("path", "a file on the server"),
                    ("folder", "the newest file of a folder on the server"),
                ],
                default="upload",
                max_length=10,
                verbose_name="comes from",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="url",
            field=models.CharField(
                blank=True,
                help_text="https://shop.example/feed.xml; gzip and zip are unpacked.",
                max_length=2000,
                verbose_name="address",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="validators",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="What the source last sent: ETag, date, size or hash.",
                verbose_name="validators",
            ),
        ),
        migrations.AddField(
            model_name="productimage",
            name="retry_at",
            field=models.DateTimeField(
                blank=True, help_text="Set while only its host is at fault.", null=True, verbose_name="tried again at"
            ),
        ),
        migrations.AddField(
            model_name="productimage",
            name="tries",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="How often its host failed since it was last had.", verbose_name="tries"
            ),
        ),
        migrations.AddIndex(
            model_name="productimage",
            index=models.Index(
                condition=models.Q(("retry_at__isnull", False)), fields=["retry_at"], name="image_retry_at"
            ),
        ),
        migrations.AddField(
            model_name="feedrun",
            name="feed",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="runs",
                to="shopping.feed",
                verbose_name="feed",
            ),
        ),
        migrations.AddField(
            model_name="feedrun",
            name="job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="jobs.job",
                verbose_name="job",
            ),
        ),
        migrations.AddField(
            model_name="feed",
            name="live_run",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="shopping.feedrun",
                verbose_name="live run",
            ),
        ),
        migrations.AddIndex(
            model_name="feed",
            index=models.Index(fields=["next_run"], name="feed_next_run"),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("boost__gte", -0.1), ("boost__lte", 0.1)), name="feed_boost_is_bounded"
            ),
        ),
        migrations.AddIndex(
            model_name="feedrun",
            index=models.Index(fields=["feed", "-id"], name="feed_run_newest"),
        ),
    ]
