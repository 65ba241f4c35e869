"""The second factor without a session: what the pages note in theirs is a signed key that the caller brings back."""

from allauth.account.adapter import get_adapter as account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import check_rate_limit, delete_and_cleanup
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext

from trendflix.accounts.membership.wording import MFA_ERRORS
from trendflix.core.errors import UserError

SALT = "trendflix.accounts.second_factor"
MINUTES = 10


def totp_of(user: User) -> Authenticator | None:
    """The authenticator app of an account."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()


def factor_offer(user: User) -> dict[str, str]:
    """A secret for an authenticator app: itself, as ``otpauth:`` address, and the key to bring back with a code.

    Raises ``UserError`` where the factor is on, ``ValidationError`` where the address has to be confirmed first.
    """
    _check_none(user)
    validate_can_add_authenticator(user)
    secret = generate_totp_secret()
    key = signing.dumps([user.pk, secret], salt=SALT)
    return {"secret": secret, "address": get_adapter().build_totp_url(user, secret), "key": key}


def factor_add(request: HttpRequest, user: User, key: str, code: str) -> list[str]:
    """Switch the factor on; the recovery codes.

    Raises ``UserError`` for a key that is old or another account's and where the factor is on, ``ValidationError`` for
    a wrong code.
    """
    secret = _secret_of(user, key)
    validate_can_add_authenticator(user)
    forget_guesses = check_rate_limit(user, error_key="rate_limited")
    if not validate_totp_code(secret, code):
        raise get_adapter().validation_error("incorrect_code")
    forget_guesses()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        _check_none(user)
        totp = TOTP.activate(user, secret).instance
        codes: list[str] = RecoveryCodes.activate(user).get_unused_codes()
    authenticator_added.send(sender=Authenticator, request=request, user=user, authenticator=totp)
    account_adapter(request).send_notification_mail("mfa/email/totp_activated", user)
    return codes


def factor_remove(request: HttpRequest, user: User) -> bool:
    """Switch the factor off, recovery codes too; ``False`` where it is off."""
    totp = totp_of(user)
    if totp is None:
        return False
    delete_and_cleanup(request, totp)
    account_adapter(request).send_notification_mail("mfa/email/totp_deactivated", user)
    return True


def codes_left(user: User) -> int:
    """How many recovery codes were not used yet."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(row.wrap().get_unused_codes()) if row is not None else 0


def _check_none(user: User) -> None:
    if totp_of(user) is not None:
        raise UserError(gettext("Two-factor sign-in is on already."))


def _secret_of(user: User, key: str) -> str:
    try:
        owner, secret = signing.loads(key, salt=SALT, max_age=MINUTES * 60)
    except signing.BadSignature:
        owner, secret = 0, ""
    if owner != user.pk:
        raise UserError(str(MFA_ERRORS["incorrect_code"]))
    return str(secret)
