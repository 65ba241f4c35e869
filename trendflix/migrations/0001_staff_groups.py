"""Groups of staff: editors keep the library, merchandisers the shop, support looks after people."""

from django.contrib.auth.models import Group
from django.db import migrations

from trendflix.core.staff_groups import EDITOR, MERCHANDISER, SUPPORT, group_make

ALL, WORK, LOOK = "add change delete view", "change view", "view"
GROUPS = {
    EDITOR: {
        **dict.fromkeys(
            (
                "catalog.title",
                "catalog.season",
                "catalog.credit",
                "catalog.person",
                "catalog.genre",
                "catalog.country",
                "catalog.language",
                "catalog.collection",
                "catalog.collectionitem",
                "catalog.homerow",
                "playback.video",
                "playback.subtitle",
                "playback.chapter",
            ),
            ALL,
        ),
        "jobs.job": WORK,
        **dict.fromkeys(("jobs.jobreportrow", "vision.analysis", "vision.garment", "shopping.match"), LOOK),
    },
    MERCHANDISER: {
        "shopping.feed": ALL,
        "shopping.match": WORK,
        "jobs.job": WORK,
        **dict.fromkeys(
            (
                "shopping.product",
                "shopping.productimage",
                "shopping.clickout",
                "shopping.dislike",
                "vision.analysis",
                "vision.garment",
                "catalog.title",
                "catalog.season",
                "playback.video",
                "jobs.jobreportrow",
            ),
            LOOK,
        ),
    },
    SUPPORT: dict.fromkeys(("auth.user", "catalog.title", "playback.video", "jobs.job", "jobs.jobreportrow"), LOOK),
}


def make(apps: object, schema_editor: object) -> None:
    """Those that the site does not have yet."""
    for name, rules in GROUPS.items():
        group_make(name, rules)


def remove(apps: object, schema_editor: object) -> None:
    """The groups; the people in them stay, without what the groups allowed."""
    Group.objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make, reverse_code=remove)]
