"""Receivers: a session that begins is known, so the next request of it writes nothing."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from trendflix.accounts.membership.middleware import session_is_due


@receiver(user_logged_in)
def session_note(sender: Any, request: HttpRequest, **more: Any) -> None:
    """allauth has made, or makes, the row of this session."""
    if request.session.session_key:
        session_is_due(request.session.session_key)
