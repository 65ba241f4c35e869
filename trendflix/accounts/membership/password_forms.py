"""allauth's forms for passwords and codes: labels in the site's words, and none a second time inside its field."""

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

AGAIN = _("New password again")


class Plain:
    """Takes the placeholders of a form away, and names its fields as ``labels`` say."""

    fields: Any
    labels: dict[str, Any] = {}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)


class Forgettable(Plain):
    """Leads to the reset, below the password that is asked for."""

    forgettable = "password"

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        link = format_html('<a href="{}">{}</a>', reverse("account_reset_password"), gettext("Forgotten the password?"))
        self.fields[self.forgettable].help_text = link


class ChangeForm(Forgettable, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Another password."""

    labels = {"oldpassword": _("Current password"), "password1": _("New password"), "password2": AGAIN}
    forgettable = "oldpassword"


class SetForm(Plain, allauth.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The first password."""

    labels = {"password1": _("New password"), "password2": AGAIN}


class ResetKeyForm(Plain, allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password by the link of a mail."""

    labels = {"password1": _("New password"), "password2": AGAIN}


class OnceMoreForm(Forgettable, allauth.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password, asked for once more."""


class SecondFactorForm(Plain, codes.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code at sign-in."""


class CodeOnceMoreForm(Plain, codes.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code, asked for once more."""


class FirstCodeForm(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of an authenticator app."""

    labels = {"code": _("Code of the app")}
