"""Receivers: a session that begins is known, so the next request of it writes nothing; another password signs out."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from trendflix.accounts.membership.middleware import session_is_due
from trendflix.accounts.membership.sessions import programs_end


@receiver(user_logged_in)
def session_note(sender: Any, request: HttpRequest, **more: Any) -> None:
    """allauth has made, or makes, the row of this session."""
    if request.session.session_key:
        session_is_due(request.session.session_key)


@receiver((password_changed, password_reset, password_set))
def programs_sign_out(sender: Any, user: User, **more: Any) -> None:
    """Sessions of other browsers end by themselves (``SESSION_AUTH_HASH``); programs that signed in do here."""
    programs_end(user)
