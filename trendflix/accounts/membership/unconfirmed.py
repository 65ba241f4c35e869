"""Accounts that somebody signed up for and never confirmed: their address may be another person's."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils import timezone

from trendflix.accounts.personal import rows_erase

UNCONFIRMED = timedelta(days=7)
"""Longer than the link of the mail works."""
AT_ONCE = 500


def unconfirmed_forget() -> int:
    """Delete those that nobody can have used; how many. No mail tells of it: it might reach somebody else.

    An account that an administrator made, or that is connected with another service, is none of them.
    """
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    signed_up = User.objects.filter(last_login=None, is_staff=False, account__language__gt="", socialaccount=None)
    old = signed_up.filter(date_joined__lt=timezone.now() - UNCONFIRMED)
    rows = old.filter(Exists(addresses.filter(verified=False)), ~Exists(addresses.filter(verified=True)))[:AT_ONCE]
    for user in rows:
        rows_erase(user)
    return len(rows)
