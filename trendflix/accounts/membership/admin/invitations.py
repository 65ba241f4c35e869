"""Invitations, and mails that wait for the mail server."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trendflix.accounts.membership.invitations import invitation_make, invitation_send
from trendflix.accounts.membership.models import Invitation, OutgoingMail
from trendflix.core.readonly import ReadOnly


class InvitationForm(forms.ModelForm[Invitation]):
    """Whom to invite, for how long, and how the link reaches them."""

    days = forms.IntegerField(label=_("Days until it expires"), min_value=1, max_value=365, initial=14)
    by_mail = forms.BooleanField(label=_("Send it by mail"), required=False)

    class Meta:
        model = Invitation
        fields = ("email",)

    def clean(self) -> dict[str, Any]:
        """A mail needs an address."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("by_mail") and not data.get("email"):
            self.add_error("email", gettext("Where is it to be sent?"))
        return data


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin[Invitation]):
    """Made here, never changed; deleting one revokes it. The link is shown once."""

    list_display = ("__str__", "state", "created", "expires", "invited_by", "used_by", "used")
    list_select_related = ("invited_by", "used_by")
    form = InvitationForm
    fields = ("email", "days", "by_mail")
    show_full_result_count = False

    class Media:
        js = ("js/admin-copy.js",)

    @admin.display(description=_("can be used"), boolean=True)
    def state(self, row: Invitation) -> bool:
        """Whether somebody may still sign up with it."""
        return row.is_open

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        """The list may be opened; rows are not edited."""
        return obj is None and super().has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> tuple[str, ...]:
        """What is asked for a new one; what is known of one that is there."""
        return self.fields if obj is None else ("email", "created", "expires", "invited_by", "used_by", "used")

    def save_model(
        self, request: HttpRequest, obj: Invitation, form: forms.ModelForm[Invitation], change: bool
    ) -> None:
        """Make it, send it where that was asked for, and show its link."""
        by = request.user if isinstance(request.user, User) else None
        data = form.cleaned_data
        row, link = invitation_make(data["email"], by=by, days=data["days"])
        obj.pk, obj._state, obj.created = row.pk, row._state, row.created
        if data["by_mail"] and not invitation_send(row, link):
            self.message_user(
                request, gettext("The mail server does not answer; the mail is sent once it does."), messages.WARNING
            )
        words = gettext("The link, which is shown this once:")
        button = gettext("Copy the link")
        shown = '{} <input readonly size="60" value="{}" aria-label="{}"> <button type="button" data-copy>{}</button>'
        self.message_user(request, format_html(shown, words, link, words, button))


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnly, admin.ModelAdmin[OutgoingMail]):
    """Mails that the mail server did not take; what they say is for their readers alone."""

    list_display = ("subject", "recipient", "created", "attempts", "error")
    fields = ("subject", "recipient", "created", "attempts", "error")
    show_full_result_count = False
