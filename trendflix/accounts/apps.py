"""Viewers: the profiles of accounts, and anonymous sessions."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who keeps what."""

    name = "trendflix.accounts"
    label = "accounts"
    verbose_name = "Viewers"
