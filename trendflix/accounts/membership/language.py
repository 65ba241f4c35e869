"""The language in which an account is written to."""

from django.conf import settings
from django.contrib.auth.models import User

from trendflix.accounts.membership.models import Account


def language_chosen(user: User) -> str:
    """The language that the account chose, or signed up in; empty where it did neither."""
    chosen = Account.objects.filter(user=user).values_list("language", flat=True).first() or ""
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def language_of(user: User) -> str:
    """The language in which an account is written to: its own, or else the site's."""
    return language_chosen(user) or settings.LANGUAGE_CODE


def language_set(user: User, language: str) -> None:
    """Remember the language in which an account is written to."""
    Account.objects.update_or_create(user=user, defaults={"language": language})
