"""What administrators are told of accounts: no PIN, no history, no list, no rating, no address of a device."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trendflix.accounts.models import Viewer


def accounts_told(rows: QuerySet[User]) -> QuerySet[User]:
    """Accounts with ``told_confirmed``, ``told_profiles`` (how many) and ``told_seen`` (when last), in one query."""
    sessions = UserSession.objects.filter(user=OuterRef("pk")).order_by().values("user")
    profiles = Viewer.objects.filter(user=OuterRef("pk")).order_by().values("user").annotate(n=Count("pk"))
    return rows.select_related("deletion", "account").annotate(
        told_confirmed=Exists(EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)),
        told_profiles=Coalesce(Subquery(profiles.values("n")), 0),
        told_seen=Coalesce(Subquery(sessions.annotate(last=Max("last_seen_at")).values("last")), "last_login"),
    )
