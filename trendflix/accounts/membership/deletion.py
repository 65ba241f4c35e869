"""Deletion of an account: asked for, taken back, done.

::

    asked for ──delay──► done: the account and everything that names it are gone
        └─► taken back, by the link of the mail or by signing in

Until then nobody can use the account: it is signed out everywhere, its tokens do not work, streams end with the session
they are bound to, and signing in leads to the question whether it stays (``stages.DeletionStage``).
"""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from trendflix.accounts.membership.language import language_of
from trendflix.accounts.membership.mail import mail_send
from trendflix.accounts.membership.models import Deletion
from trendflix.accounts.membership.sessions import sessions_end, sessions_forget
from trendflix.accounts.membership.streams import streams_forget
from trendflix.accounts.membership.tokens import tokens_forget
from trendflix.accounts.membership.unconfirmed import unconfirmed_forget
from trendflix.accounts.personal import rows_erase
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

log = logging.getLogger(__name__)
SALT = "trendflix.accounts.restore"


def deletion_request(user: User) -> Deletion:
    """Ask for an account's deletion, which takes effect after ``DELETION_DAYS``; asked twice, the first date stays.

    Raises ``UserError`` for the last administrator: nobody could manage the site any more.
    """
    others = User.objects.filter(is_superuser=True, is_active=True, deletion=None).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise UserError(gettext("This is the last administrator of the site; make another one first."))
    due = timezone.now() + timedelta(days=settings.DELETION_DAYS)
    row, is_new = Deletion.objects.get_or_create(user=user, defaults={"due": due})
    sessions_end(user)
    if is_new:
        context = {"due": row.due, "link": settings.SITE_ADDRESS + restore_path(row)}
        _tell(user, "account/email/deletion_requested", context)
    return row


def restore_path(row: Deletion) -> str:
    """The address that takes a deletion back; good for this one alone."""
    return reverse("account-restore-link", args=[signing.dumps(row.pk, salt=SALT)])


def deletion_of_link(token: str) -> Deletion | None:
    """The deletion that a link takes back; ``None`` where it is done, or taken back already."""
    try:
        return Deletion.objects.select_related("user").filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def deletion_cancel(user: User) -> bool:
    """Keep the account after all; ``False`` where no deletion was asked for."""
    if not Deletion.objects.filter(user=user).delete()[0]:
        return False
    _tell(user, "account/email/deletion_cancelled", {})
    return True


def deletions_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Delete the accounts whose delay is over; forget devices that stopped, and sessions and tokens that ended."""
    due = list(Deletion.objects.filter(due__lte=timezone.now()).values_list("pk", flat=True))
    done = sum(_erase_due(key) for key in due)
    told = {"deleted": done, "unconfirmed": unconfirmed_forget()}
    return told | {"streams": streams_forget(), "sessions": sessions_forget(), "tokens": tokens_forget()}


def _erase_due(key: int) -> bool:
    """Delete one such account; ``False`` where its owner kept it a moment before."""
    with transaction.atomic():
        row = Deletion.objects.select_for_update().filter(pk=key, due__lte=timezone.now()).first()
        if row is None:
            return False
        address, language = row.user.email, language_of(row.user)
        rows_erase(row.user)
    _say_goodbye(address, language)
    return True


def account_erase(user: User) -> None:
    """Delete an account with everything that names it, and tell its address."""
    address, language = user.email, language_of(user)
    rows_erase(user)
    _say_goodbye(address, language)


def _say_goodbye(address: str, language: str) -> None:
    if address:
        mail_send(address, "account/email/deletion_done", {"site": settings.SITE_ADDRESS}, language=language)


def _tell(user: User, template: str, context: dict[str, Any]) -> None:
    if user.email:
        fields = {"user": user, "site": settings.SITE_ADDRESS} | context
        mail_send(user.email, template, fields, language=language_of(user), user=user)
