"""Forms of sign-in and sign-up; allauth's own with what this site adds."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from django import forms
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trendflix.accounts.membership.invitations import invitation_of
from trendflix.accounts.membership.password_forms import Plain

MAX_LOGIN = 254


class SignInForm(Plain, LoginForm):  # type: ignore[misc]  # allauth has no types
    """allauth's, with the name that django-axes counts failures by (its documentation, "Integrations")."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        field = self.fields["login"]
        field.label = _("User name or e-mail address")
        field.max_length = MAX_LOGIN
        field.widget.attrs = {"autocomplete": "username", "maxlength": MAX_LOGIN, "autocapitalize": "none"}
        self.fields["password"].help_text = ""

    def user_credentials(self) -> dict[str, Any]:
        """What is checked; ``login`` is what was typed."""
        credentials: dict[str, Any] = super().user_credentials()
        return credentials | {"login": self.cleaned_data["login"]}


class NameTaken(Exception):
    """Somebody else, or the same form sent twice, took a user name a moment before."""


class SignUpForm(Plain, SignupForm):  # type: ignore[misc]  # allauth has no types
    """allauth's; an invitation to an address is for that address alone."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["username"].widget.attrs["autocapitalize"] = "none"
        self.fields["username"].label = _("User name")
        if "email" in self.fields:
            self.fields["email"].label = _("E-mail address")

    def save(self, request: HttpRequest) -> User:
        """Make the account. Raises ``NameTaken``, which the form says then too, where somebody was faster."""
        try:
            with transaction.atomic():
                user: User = super().save(request)
        except IntegrityError as error:
            self.add_error("username", get_adapter().error_messages["username_taken"])
            raise NameTaken from error
        return user

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """The account, or the page that says why there is none."""
        try:
            found: tuple[User | None, HttpResponse | None] = super().try_save(request)
        except NameTaken:
            context = {"form": self, "login_url": reverse("login")}
            return None, render(request, "account/signup.html", context, status=409)
        return found

    def validate_unique_email(self, value: str) -> str:
        """Make an account for a taken address, too, which nobody can confirm.

        Its name is taken then, and its password known, as those of an account with a free address are: trying either
        does not tell which of the two the address was. The mail tells, to its owner (``AccountAdapter``).
        """
        email: str = super().validate_unique_email(value)
        self.account_already_exists = False
        return email

    def clean_email(self) -> str:
        """Refuse another address than the invitation's."""
        from allauth.core import context

        email: str = super().clean_email()
        invitation = invitation_of(context.request)
        if invitation is not None and invitation.email and invitation.email != email.lower():
            raise forms.ValidationError(gettext("The invitation is for another e-mail address."))
        return email


class ResetForm(Plain, ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """allauth's question for the address that the link is sent to."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _name_address(self)


class EmailForm(Plain, AddEmailForm):  # type: ignore[misc]  # allauth has no types
    """allauth's question for another address."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _name_address(self)


def _name_address(form: forms.Form) -> None:
    """Call the field of the address as the other forms do, once."""
    form.fields["email"].label = _("E-mail address")


class AccountForm(forms.ModelForm[User]):
    """How a person is called."""

    class Meta:
        model = User
        fields = ("first_name",)
        labels = {"first_name": _("Name")}
        help_texts = {"first_name": _("How the site and its mails call you; may be empty.")}


class PasswordForm(forms.Form):
    """Asks for the account's password."""

    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
