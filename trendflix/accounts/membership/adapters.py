"""Where allauth asks the site: who may sign up, how mail is sent, what comes after signing in."""

import ipaddress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import get_language, gettext

from trendflix.accounts.membership.invitations import IN_SESSION, invitation_of, invitation_use
from trendflix.accounts.membership.language import language_chosen, language_set
from trendflix.accounts.membership.mail import mail_send
from trendflix.accounts.membership.wording import ACCOUNT_ERRORS, MFA_ERRORS, ONCE_MORE, SOCIAL_ERRORS
from trendflix.accounts.merging import session_adopt
from trendflix.core.errors import UserError
from trendflix.core.http import client_address, is_api

MAX_EMAIL = 254
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - stands for an address that nobody told, as behind a socket


def may_sign_up(request: HttpRequest) -> bool:
    """Whether the setting, or the invitation that this browser followed, lets somebody make an account."""
    return settings.SIGN_UP == "open" or settings.SIGN_UP == "invitation" and invitation_of(request) is not None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-up by the setting, mail through ``mail``, addresses as far as our proxies wrote them."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ACCOUNT_ERRORS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether the form of sign-up is shown."""
        return may_sign_up(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to show once more who one is, by the site's names for them."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": ONCE_MORE.get(way["id"], way["description"])} for way in found]

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Whether changes ask once more who one is; not of who has nothing to show, and gets a password that way."""
        asks: bool = super().is_reauthentication_required(app=app, **more)
        return asks and (app == "allauth.mfa" or bool(self.get_reauthentication_methods(self.request.user)))

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Refuse names that look like addresses: one could be taken for somebody else's."""
        if "@" in username:
            raise ValidationError(gettext("A user name holds no @; an e-mail address is asked for apart."))
        name: str = super().clean_username(username, shallow)
        return name

    def clean_email(self, email: str) -> str:
        """Refuse what the column does not hold."""
        if len(email) > MAX_EMAIL:
            raise ValidationError(gettext("An e-mail address has up to %(most)d characters.") % {"most": MAX_EMAIL})
        return email

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that attempts are counted by."""
        address = client_address(request)
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:
            return UNKNOWN_ADDRESS

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """The new account, its language, and the invitation it was made with; all or nothing."""
        with transaction.atomic():
            made: User = super().save_user(request, user, form, commit)
            if commit:
                account_made(request, made)
        return made

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send, or keep and say so: a mail server that fails breaks no page."""
        known = recipient_of(email, context)
        site = self.request.build_absolute_uri("/").rstrip("/") if self.request else settings.SITE_ADDRESS
        fields = {"email": email, "site": site, "user": known} | context
        language = (known and language_chosen(known)) or get_language() or settings.LANGUAGE_CODE
        sent = mail_send(email, template_prefix, fields, language=language, user=known)
        if not sent and self.request is not None and not is_api(self.request):
            messages.warning(self.request, gettext("The mail server does not answer; the mail is sent once it does."))

    def add_message(self, request: HttpRequest, *arguments: Any, **more: Any) -> None:
        """Say it on the next page; a program reads the answer alone, and may share cookies with a browser."""
        if not is_api(request):
            super().add_message(request, *arguments, **more)

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        """Send the link; to the owner of an address that somebody signed up with, that they have an account."""
        address = emailconfirmation.email_address
        if address.user.last_login is None and not address.can_set_verified():
            self.send_account_already_exists_mail(address.email)
        else:
            super().send_confirmation_mail(request, emailconfirmation, signup)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, by whichever door; what the anonymous session kept becomes the account's.

        Signing in gives the session another key, so the old one is read before.
        """
        before = request.session.session_key
        super().login(request, user)
        if before:
            session_adopt(before, user.pk)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The start page."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Go on in the language that the account chose, where this browser chose none."""
        response: HttpResponse = super().post_login(request, user, **more)
        chosen = language_chosen(user)
        if chosen and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            language_remember(response, chosen)
        return response

    def get_login_stages(self) -> list[str]:
        """allauth's with ours: the address of new accounts alone, and at last, whether the account stays."""
        home = "trendflix.accounts.membership.stages"
        ours = {"allauth.account.stages.EmailVerificationStage": f"{home}.AddressStage"}
        return [*(ours.get(stage, stage) for stage in super().get_login_stages()), f"{home}.DeletionStage"]


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts of other sites sign up by the same rule."""

    error_messages = {**DefaultSocialAccountAdapter.error_messages, **SOCIAL_ERRORS}

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """As for everybody."""
        return may_sign_up(request)

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        """The new account, its language, and the invitation it was made with; all or nothing."""
        with transaction.atomic():
            user: User = super().save_user(request, sociallogin, form)
            if form is None:  # with a form, the account's adapter has done it
                account_made(request, user)
        return user


def recipient_of(email: str, context: dict[str, Any]) -> User | None:
    """The account that a mail is for: the one it is about, or else the one that has the address."""
    user = context.get("user")
    if isinstance(user, User):
        return user
    row = EmailAddress.objects.select_related("user").filter(email__iexact=email).order_by("-verified").first()
    found: User | None = row.user if row is not None else None
    return found


def account_made(request: HttpRequest, user: User) -> None:
    """Keep a new account's language, and spend its invitation; answers at once where that was spent meanwhile."""
    language_set(user, get_language() or settings.LANGUAGE_CODE)
    invitation = invitation_of(request)
    if invitation is None:
        if settings.SIGN_UP == "open":
            return
        raise ImmediateHttpResponse(render(request, "account/signup_closed.html", status=403))
    try:
        invitation_use(invitation, user)
    except UserError as error:
        raise ImmediateHttpResponse(render(request, "account/invitation.html", {"error": error}, status=410)) from error
    del request.session[IN_SESSION]


def language_remember(response: HttpResponse, language: str) -> None:
    """Have the browser ask for pages in a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Two-factor sign-in in the site's own words."""

    error_messages = {**DefaultMFAAdapter.error_messages, **MFA_ERRORS}
