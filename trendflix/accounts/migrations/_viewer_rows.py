"""Moves rows from a user or a session key to a viewer, and back; for the migrations of the apps that hold such rows."""

from typing import Any

from django.db.models import OuterRef, Subquery

CHUNK = 1_000


def fill(apps: Any, app: str, *models: str) -> None:
    """Make the viewers that the rows need, and let the rows point to them; a few statements for a table of any size."""
    viewers = apps.get_model("accounts", "Viewer").objects
    for name in models:
        rows = apps.get_model(app, name).objects
        users = rows.exclude(user=None).exclude(user__in=viewers.exclude(user=None).values("user"))
        _make(viewers, "user_id", users.values_list("user_id", flat=True).distinct())
        known = viewers.exclude(session_key=None).values("session_key")
        sessions = rows.filter(user=None).exclude(session_key__in=known)
        _make(viewers, "session_key", sessions.values_list("session_key", flat=True).distinct())
        by_user = viewers.filter(user=OuterRef("user_id"), is_main=True).values("pk")[:1]
        rows.exclude(user=None).update(viewer=Subquery(by_user))
        by_session = viewers.filter(session_key=OuterRef("session_key")).values("pk")[:1]
        rows.filter(user=None).update(viewer=Subquery(by_session))


def _make(viewers: Any, field: str, values: Any) -> None:
    viewers.bulk_create([viewers.model(**{field: value}) for value in values], batch_size=CHUNK)


def unfill(apps: Any, app: str, *models: str) -> None:
    """Give the rows back their user or session key."""
    viewers = apps.get_model("accounts", "Viewer").objects
    own = viewers.filter(pk=OuterRef("viewer_id"))
    for name in models:
        rows = apps.get_model(app, name).objects
        rows.filter(viewer__user__isnull=False).update(user=Subquery(own.values("user_id")[:1]))
        rows.filter(viewer__user__isnull=True).update(session_key=Subquery(own.values("session_key")[:1]))
