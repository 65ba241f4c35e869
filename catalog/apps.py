"""Titles, people and genres."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The library."""

    name = "catalog"
    verbose_name = "Library"
