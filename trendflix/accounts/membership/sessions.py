"""Sessions of an account: what is known of them, and ending them."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from trendflix.accounts.membership.models import ApiToken

GRACE = timedelta(days=1)
"""A session seen lately may be under way to the database."""


def sessions_end(user: User, *, keep: str = "") -> int:
    """Sign an account out everywhere, but for the session whose key is ``keep``; how many sessions that were."""
    programs_end(user)
    rows = UserSession.objects.filter(user=user).exclude(session_key=keep)
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()
    return len(keys)


def programs_end(user: User) -> None:
    """Sign out the programs that an account is signed in to; tokens that were made on purpose stay."""
    ApiToken.objects.filter(user=user, is_sign_in=True).delete()


def session_end(user: User, pk: int) -> bool:
    """Sign one of an account's own sessions out; ``False`` where it has none of that key."""
    row = UserSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    row.end()
    return True


def sessions_forget() -> int:
    """Remove what is known of sessions that have ended (address, browser, times); how many those were.

    allauth does so when their owner looks at the list of sessions, who may never do.
    """
    now = timezone.now()
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=now)
    ended: int = UserSession.objects.filter(~Exists(alive), last_seen_at__lt=now - GRACE).delete()[0]
    return ended
