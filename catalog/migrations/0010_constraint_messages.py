"""Words for people where a title breaks a rule of the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_artwork_and_sort_indexes")]

    operations = [
        migrations.AlterConstraint(
            model_name="title",
            name="title_episode_has_season_and_number",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "episode"), ("number__isnull", False), ("season__isnull", False)),
                    models.Q(
                        models.Q(("kind", "episode"), _negated=True), ("number__isnull", True), ("season__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="title_episode_has_season_and_number",
                violation_error_message="An episode has a season and a number; other titles have neither.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="title",
            name="title_trailer_or_edition_has_parent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("trailer", "edition")), ("parent__isnull", False)),
                    models.Q(models.Q(("kind__in", ("trailer", "edition")), _negated=True), ("parent__isnull", True)),
                    _connector="OR",
                ),
                name="title_trailer_or_edition_has_parent",
                violation_error_message="A trailer or an edition has a parent title; other titles have none.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="title",
            name="title_last_number_after_number",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_number__isnull", True), ("last_number__gt", models.F("number")), _connector="OR"
                ),
                name="title_last_number_after_number",
                violation_error_message="The last episode in a file comes after its first.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="title",
            name="title_publish_until_after_publish_at",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("publish_at__isnull", True),
                    ("publish_until__isnull", True),
                    ("publish_until__gt", models.F("publish_at")),
                    _connector="OR",
                ),
                name="title_publish_until_after_publish_at",
                violation_error_message="A title is published before it is hidden again.",
            ),
        ),
    ]
