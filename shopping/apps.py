"""Feeds, products, matches and click-outs."""

from django.apps import AppConfig


class ShoppingConfig(AppConfig):
    """The shop's side of the house."""

    name = "shopping"
    verbose_name = "Shopping"
