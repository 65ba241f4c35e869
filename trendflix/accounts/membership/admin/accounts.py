"""Accounts for administrators: the state of each at a glance, and what can be done for it.

Nothing private is shown: no PIN, no history, no list, no rating, no address that a device was at.
"""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from trendflix.accounts.membership import support
from trendflix.accounts.membership.deletion import account_erase
from trendflix.accounts.membership.models import Account
from trendflix.accounts.membership.selectors import accounts_told
from trendflix.accounts.membership.streams import streams_now
from trendflix.core.errors import UserError

POWERS = ("is_staff", "is_superuser", "groups", "user_permissions")


class AccountInline(admin.StackedInline[Account, User]):
    """The limit of streams."""

    model = Account
    fields = ("max_streams",)
    can_delete = False


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Django's own page of users, with the state of the account and acts of support."""

    list_display = (
        "username",
        "email",
        "email_confirmed",
        "profile_count",
        "seen",
        "streams",
        "is_active",
        "is_staff",
        "leaves",
    )
    list_filter = ("is_active", "is_staff", "is_superuser")
    ordering = ("-pk",)
    show_full_result_count = False
    actions = ("disable", "enable", "send_reset", "sign_out")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Users with what the list says of them, in one query; streams are counted when the list is made."""
        rows: QuerySet[User] = super().get_queryset(request)
        return accounts_told(rows)

    @admin.display(description=_("address confirmed"), boolean=True)
    def email_confirmed(self, user: User) -> bool:
        """Whether it is known that mail reaches the account."""
        return bool(user.told_confirmed)  # type: ignore[attr-defined]  # annotated

    @admin.display(description=_("profiles"))
    def profile_count(self, user: User) -> int:
        """How many."""
        return int(user.told_profiles)  # type: ignore[attr-defined]  # annotated

    @admin.display(description=_("last seen"), ordering="last_login")
    def seen(self, user: User) -> Any:
        """When any device was last used."""
        return user.told_seen  # type: ignore[attr-defined]  # annotated

    @admin.display(description=_("streams now"))
    def streams(self, user: User) -> int:
        """How many devices play."""
        return int(getattr(user, "_streams", 0))

    @admin.display(description=_("deletion"))
    def leaves(self, user: User) -> Any:
        """When it will be deleted, where its owner asked for that."""
        return user.deletion.due if hasattr(user, "deletion") else None

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list, with the streams of the accounts on the page."""
        found = super().get_changelist_instance(request)
        users = list(found.result_list)
        counts = streams_now(user.pk for user in users)
        for user in users:
            user._streams = counts.get(user.pk, 0)
        found.result_list = users
        return found

    def get_inlines(self, request: HttpRequest, obj: User | None) -> list[Any]:
        """The limit belongs to an account that is there."""
        return [AccountInline] if obj is not None else []

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Only administrators hand out powers."""
        fixed = tuple(super().get_readonly_fields(request, obj))
        return fixed if _actor(request).is_superuser else (*fixed, *POWERS)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Administrators are changed by administrators alone."""
        if obj is not None and obj.is_superuser and not _actor(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """As for changes; nobody deletes their own account here."""
        if obj is not None and not support.may_support(_actor(request), obj):
            return False
        return super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete with all that names the person."""
        account_erase(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Delete with all that names them, but nobody that one may not act on."""
        for user in queryset:
            if support.may_support(_actor(request), user):
                account_erase(user)

    @admin.action(description=_("Disable"), permissions=["change"])
    def disable(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Lock the chosen accounts."""
        self._act(request, queryset, "disable")

    @admin.action(description=_("Enable"), permissions=["change"])
    def enable(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Unlock the chosen accounts."""
        self._act(request, queryset, "enable")

    @admin.action(description=_("Send the mail to reset the password"), permissions=["change"])
    def send_reset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Mail each of them the link."""
        self._act(request, queryset, "reset")

    @admin.action(description=_("Sign out everywhere"), permissions=["change"])
    def sign_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """End all sessions of the chosen accounts."""
        self._act(request, queryset, "sign-out")

    def _act(self, request: HttpRequest, users: QuerySet[User], name: str) -> None:
        """Do one of ``ACTS`` for each account that this person may act on, and write it to the log."""
        (act, words), done = support.ACTS[name], 0
        for user in users:
            if not support.may_support(_actor(request), user):
                refused = gettext("%(name)s: only another administrator may do that.")
                self.message_user(request, refused % {"name": user.get_username()}, messages.ERROR)
                continue
            try:
                act(request, user)
            except UserError as error:
                self.message_user(request, str(error), messages.ERROR)
                continue
            self.log_change(request, user, words)
            done += 1
        if done:
            told = ngettext("%(words)s %(count)d account.", "%(words)s %(count)d accounts.", done)
            self.message_user(request, told % {"words": gettext(words), "count": done})


def _actor(request: HttpRequest) -> User:
    """Who is signed in to the admin."""
    if not isinstance(request.user, User):
        raise TypeError("the admin was opened by nobody")
    return request.user
