"""What names a person in the rows of accounts, of allauth, of Django's admin and of django-axes."""

from pathlib import Path

from allauth.account.models import EmailAddress
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles import finders
from django.utils.translation import gettext_noop

from trendflix.accounts.membership.models import Export, Invitation, OutgoingMail
from trendflix.accounts.membership.sessions import sessions_end
from trendflix.accounts.models import Viewer
from trendflix.accounts.personal import register_eraser, register_personal

NOBODY = "deleted-account"
"""The user name of the account that the log's entries of deleted members of staff name."""
GONE = gettext_noop("deleted account")
OURS = (
    ("account", "auth.User", "pk"),
    ("settings", "membership.Account", "user"),
    ("api_tokens", "membership.ApiToken", "user"),
    ("deletion", "membership.Deletion", "user"),
    ("exports", "membership.Export", "user"),
    ("waiting_mail", "membership.OutgoingMail", "user"),
    ("streams", "membership.ActiveStream", "user"),
    ("email_addresses", "account.EmailAddress", "user"),
    ("email_confirmations", "account.EmailConfirmation", "email_address__user"),
    ("connected_accounts", "socialaccount.SocialAccount", "user"),
    ("connected_account_tokens", "socialaccount.SocialToken", "account__user"),
    ("sessions", "usersessions.UserSession", "user"),
)


def register_all() -> None:
    """Register the rows, and what hangs on no foreign key."""
    for section, model, owner in OURS:
        register_personal(section, model, owner)
    register_personal("profiles", "accounts.Viewer", "user", files=avatar_files)
    # The data of an authenticator are its secrets.
    register_personal("authenticators", "mfa.Authenticator", "user", hidden=("data",))
    register_personal("invitations_made", "membership.Invitation", "invited_by", hidden=("email",), is_kept=True)
    register_personal("invitation_used", "membership.Invitation", "used_by", is_kept=True)
    register_personal("admin_log", "admin.LogEntry", "user", is_kept=True)
    for eraser in (
        sessions_end_all,
        log_anonymise,
        invitations_anonymise,
        exports_remove,
        mails_remove,
        attempts_remove,
    ):
        register_eraser(eraser.__name__, eraser)


def avatar_files(profile: Viewer) -> list[Path]:
    """The picture that a profile chose, which is one of the site's."""
    found = finders.find(f"img/avatars/{profile.avatar}.svg")
    return [Path(found)] if isinstance(found, str) else []


def sessions_end_all(user: User) -> None:
    """Sign out everywhere."""
    sessions_end(user)


def log_anonymise(user: User) -> None:
    """Entries of what a member of staff did stay, under nobody's name; those about the account name it no more."""
    if LogEntry.objects.filter(user=user).exists():
        LogEntry.objects.filter(user=user).update(user=nobody())
    kind = ContentType.objects.get_for_model(User)
    about = LogEntry.objects.filter(content_type=kind, object_id=str(user.pk))
    about.update(object_repr=GONE, change_message="")


def nobody() -> User:
    """The account that nobody can sign in to, which keeps the log of those who left."""
    made, is_new = User.objects.get_or_create(username=NOBODY, defaults={"is_active": False})
    if is_new:
        made.set_unusable_password()
        made.save(update_fields=["password"])
    return made


def invitations_anonymise(user: User) -> None:
    """The invitation that the account was made with names its address no more."""
    Invitation.objects.filter(used_by=user).update(email="")


def exports_remove(user: User) -> None:
    """Remove the files of exports; the rows go with the account."""
    for export in Export.objects.filter(user=user):
        export.path.unlink(missing_ok=True)


def mails_remove(user: User) -> None:
    """Mails to the account's addresses that were written for nobody signed in."""
    addresses = {*EmailAddress.objects.filter(user=user).values_list("email", flat=True), user.email} - {""}
    of_others = EmailAddress.objects.filter(email__in=addresses, verified=True).exclude(user=user)
    OutgoingMail.objects.filter(recipient__in=addresses - set(of_others.values_list("email", flat=True))).delete()


def attempts_remove(user: User) -> None:
    """Failed sign-ins, where django-axes is set to keep them in the database."""
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(username__in=[name for name in (user.username, user.email) if name]).delete()
