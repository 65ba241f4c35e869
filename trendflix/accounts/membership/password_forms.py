"""allauth's forms for passwords, without a label that is written a second time inside its field."""

from typing import Any

from allauth.account import forms as allauth


class Plain:
    """Takes the placeholders of a form away."""

    fields: Any

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ChangeForm(Plain, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    """Another password."""


class SetForm(Plain, allauth.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The first password."""


class ResetKeyForm(Plain, allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password by the link of a mail."""


class OnceMoreForm(Plain, allauth.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The password, asked for once more."""
