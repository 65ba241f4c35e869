"""Signing in gives a person what their anonymous session kept."""

from collections.abc import Callable

from django.db import transaction

from trendflix.accounts.models import Viewer

Merge = Callable[[Viewer, Viewer], None]
"""``merge(source, target)`` moves one app's rows from a viewer to another; what both have stays once."""
_merges: list[Merge] = []


def register_merge(merge: Merge) -> None:
    """Add an app's part of merging; apps do so in ``AppConfig.ready``."""
    if merge not in _merges:
        _merges.append(merge)


@transaction.atomic
def viewers_merge(source: Viewer, target: Viewer) -> None:
    """Move everything that a viewer keeps to another, and delete the empty row; nothing where another request did.

    Both rows are locked in one order: rows that refer to them, and other merges into them, wait until it is done.
    """
    rows = Viewer.objects.select_for_update().filter(pk__in=(source.pk, target.pk)).order_by("pk")
    if len(rows) < 2:
        return
    for merge in _merges:
        merge(source, target)
    source.delete()


def session_adopt(session_key: str, user_id: int) -> None:
    """Give a person's main profile what an anonymous session kept, where it kept anything."""
    from trendflix.accounts.visitors import Visitor

    source = Viewer.objects.filter(session_key=session_key).first()
    if source is not None:
        viewers_merge(source, Visitor(user_id, "").viewer())
