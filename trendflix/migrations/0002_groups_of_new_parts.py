"""What the groups of staff may do with uploads, folders, figures, invitations and accounts."""

from django.db import migrations

from trendflix.core.staff_groups import EDITOR, MERCHANDISER, SUPPORT, group_grant, group_revoke

GRANTS = {
    EDITOR: {
        "catalog.libraryfolder": "add change delete view",
        **dict.fromkeys(("catalog.libraryfile", "catalog.identification", "shopping.product"), "view"),
        "vision.garment": "change",
    },
    MERCHANDISER: {
        "shopping.product": "change",
        "vision.garment": "change",
        **dict.fromkeys(("shopping.figures", "shopping.conversion"), "view"),
    },
    SUPPORT: {"auth.user": "change", "membership.invitation": "add change view", "membership.outgoingmail": "view"},
}
"""Support changes accounts through the page of accounts, which hands out no powers and leaves administrators alone."""


def grant(apps: object, schema_editor: object) -> None:
    """Groups that a site has deleted stay so."""
    for name, rules in GRANTS.items():
        group_grant(name, rules)


def revoke(apps: object, schema_editor: object) -> None:
    """As they were made."""
    for name, rules in GRANTS.items():
        group_revoke(name, rules)


class Migration(migrations.Migration):
    dependencies = [("trendflix", "0001_staff_groups")]

    operations = [migrations.RunPython(grant, reverse_code=revoke)]
