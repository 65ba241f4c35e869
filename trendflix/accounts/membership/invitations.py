"""Invitations: who may sign up where sign-up is not open."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from trendflix.accounts.membership.mail import mail_send
from trendflix.accounts.membership.models import Invitation
from trendflix.accounts.membership.secrets import digest_of, secret_make
from trendflix.core.errors import UserError

IN_SESSION = "invitation"


def invitation_make(email: str = "", *, by: User | None = None, days: int = 0) -> tuple[Invitation, str]:
    """A new invitation and the address of its link, which is told here and never again.

    Raises ``UserError`` for an address that cannot be one.
    """
    if email:
        _email_check(email)
    secret, digest = secret_make()
    expires = timezone.now() + timedelta(days=days or settings.INVITATION_DAYS)
    row = Invitation.objects.create(digest=digest, email=email.strip().lower(), invited_by=by, expires=expires)
    return row, settings.SITE_ADDRESS + reverse("invitation", args=[secret])


def invitation_send(row: Invitation, link: str, language: str = "") -> bool:
    """Mail an invitation's link to its address; ``False`` where the mail server does not take it yet."""
    context = {"link": link, "expires": row.expires, "site": settings.SITE_ADDRESS}
    return mail_send(row.email, "account/email/invitation", context, language=language or settings.LANGUAGE_CODE)


def invitation_open(secret: str) -> Invitation | None:
    """The invitation of a link, while somebody may sign up with it."""
    row = Invitation.objects.filter(digest=digest_of(secret)).first()
    return row if row is not None and row.is_open else None


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The open invitation whose link this browser followed."""
    pk = request.session.get(IN_SESSION)
    row = Invitation.objects.filter(pk=pk).first() if pk else None
    return row if row is not None and row.is_open else None


def invitation_use(invitation: Invitation, user: User) -> None:
    """Spend an invitation on a new account. Raises ``UserError`` where it was used or has expired meanwhile."""
    still = Invitation.objects.filter(pk=invitation.pk, used=None, expires__gt=timezone.now())
    if not still.update(used_by=user, used=timezone.now()):
        raise UserError(gettext("This invitation has been used or has expired."))


def _email_check(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError as error:
        raise UserError(gettext("%(email)s is no e-mail address.") % {"email": email[:100]}) from error
