"""Signing in by address."""

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User


class AddressBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's, which knows the one account that confirmed an address; here those that did not are known, too.

    Else trying to sign in to an account that was just made would tell whether another has the address. It leads to
    the question for the confirmation, and no further.
    """

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        confirmed = EmailAddress.objects.get_users_for(email)
        others: list[User] = filter_users_by_email(email, for_login=True) if confirmed else []
        for user in others:
            if user in confirmed:
                continue
            if self._check_password(user, password) is not None:
                return user
        found: User | None = super()._authenticate_by_email(email, password)
        return found
