"""Titles, people and genres."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """The library."""

    name = "catalog"
    verbose_name = "Library"

    def ready(self) -> None:
        """Register the signal receivers, the part of merging viewers, and the collector of unused pictures."""
        from catalog import signals  # noqa: F401 - importing registers them
        from catalog.garbage import pictures_collect
        from catalog.keeping import kept_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.core.garbage import register_collector

        register_merge(kept_merge)
        register_collector("pictures of the library", pictures_collect)
