"""Titles, people and genres."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The library."""

    name = "catalog"
    verbose_name = "Library"

    def ready(self) -> None:
        """Register the signal receivers."""
        from catalog import signals  # noqa: F401 - importing registers them
