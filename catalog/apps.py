"""Titles, people and genres."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The library."""

    name = "catalog"
    verbose_name = "Library"

    def ready(self) -> None:
        """Register the signal receivers, and the collector of pictures that nobody needs."""
        from catalog import signals  # noqa: F401 - importing registers them
        from catalog.garbage import pictures_collect
        from trendflix.core.garbage import register_collector

        register_collector("posters and backdrops", pictures_collect)
