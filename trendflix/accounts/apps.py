"""Viewers: the profiles of accounts, and anonymous sessions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Who keeps what."""

    name = "trendflix.accounts"
    label = "accounts"
    verbose_name = _("Viewers")
