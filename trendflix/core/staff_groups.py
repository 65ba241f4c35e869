"""The groups of staff that a site starts with; migrations make them and give them what new parts need."""

from collections.abc import Iterable, Mapping

from django.apps import apps as site_apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

EDITOR, MERCHANDISER, SUPPORT = "Editor", "Merchandiser", "Support"
Rules = Mapping[str, str]
"""``app.model`` → the actions that are allowed on its rows: ``add change delete view``."""


def permissions_make(labels: Iterable[str]) -> None:
    """Write the permissions of the apps of some ``app.model`` labels.

    Django writes them after the last migration, which on a fresh database is after the migration that needs them.
    """
    for app in sorted({label.partition(".")[0] for label in labels}):
        create_permissions(site_apps.get_app_config(app), verbosity=0)


def group_make(name: str, rules: Rules) -> None:
    """Make a group with permissions; one of that name that a site has already is left as it is."""
    if not Group.objects.filter(name=name).exists():
        Group.objects.create(name=name)
        group_grant(name, rules)


def group_grant(name: str, rules: Rules) -> None:
    """Give a group permissions, as for the models of a new part; nothing where a site has no such group."""
    group = Group.objects.filter(name=name).first()
    if group is None:
        return
    permissions_make(rules)
    for label, actions in rules.items():
        app, _dot, model = label.partition(".")
        names = [f"{action}_{model}" for action in actions.split()]
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename__in=names))


def group_revoke(name: str, rules: Rules) -> None:
    """Take back what ``group_grant`` gave."""
    group = Group.objects.filter(name=name).first()
    for label, actions in rules.items() if group else ():
        app, _dot, model = label.partition(".")
        names = [f"{action}_{model}" for action in actions.split()]
        group.permissions.remove(*Permission.objects.filter(content_type__app_label=app, codename__in=names))  # type: ignore[union-attr]  # there is one
