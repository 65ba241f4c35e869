"""Words for people where a row breaks a rule of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_constraint_messages"),
        ("catalog", "0019_constraint_messages"),
        ("playback", "0015_history_index"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="artwork",
            name="artwork_once_per_shape",
            constraint=models.UniqueConstraint(
                fields=("title", "shape"),
                name="artwork_once_per_shape",
                violation_error_message="The title has artwork of this shape already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="artworkframe",
            name="artwork_frame_place_once",
            constraint=models.UniqueConstraint(
                fields=("video", "key", "place"),
                name="artwork_frame_place_once",
                violation_error_message="There is a frame at this place already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="chapter",
            name="chapter_one_at_a_time",
            constraint=models.UniqueConstraint(
                fields=("video", "start"),
                name="chapter_one_at_a_time",
                violation_error_message="The film has a chapter that starts at this time already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="chapter",
            name="chapter_start_not_negative",
            constraint=models.CheckConstraint(
                condition=models.Q(("start__gte", 0)),
                name="chapter_start_not_negative",
                violation_error_message="A chapter does not start before the film.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="progress",
            name="progress_position_not_negative",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 0)),
                name="progress_position_not_negative",
                violation_error_message="A position is not before the start of the film.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="progress",
            name="progress_once_per_viewer",
            constraint=models.UniqueConstraint(
                fields=("viewer", "video"),
                name="progress_once_per_viewer",
                violation_error_message="The profile has a position in this film already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="video",
            name="video_intro_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("intro_end__isnull", True), ("intro_start__isnull", True)),
                    models.Q(
                        ("intro_end__isnull", False),
                        ("intro_start__isnull", False),
                        ("intro_end__gt", models.F("intro_start")),
                        ("intro_start__gte", 0),
                    ),
                    _connector="OR",
                ),
                name="video_intro_ends_after_it_starts",
                violation_error_message="The intro has a start and an end after it, or neither.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="video",
            name="video_recap_ends_after_it_starts",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recap_end__isnull", True), ("recap_start__isnull", True)),
                    models.Q(
                        ("recap_end__isnull", False),
                        ("recap_start__isnull", False),
                        ("recap_end__gt", models.F("recap_start")),
                        ("recap_start__gte", 0),
                    ),
                    _connector="OR",
                ),
                name="video_recap_ends_after_it_starts",
                violation_error_message="The recap has a start and an end after it, or neither.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="video",
            name="video_credits_start_not_negative",
            constraint=models.CheckConstraint(
                condition=models.Q(("credits_start__isnull", True), ("credits_start__gte", 0), _connector="OR"),
                name="video_credits_start_not_negative",
                violation_error_message="The credits do not start before the film.",
            ),
        ),
    ]
