"""Titles, people and genres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    """The library."""

    name = "catalog"
    verbose_name = _("Library")

    def ready(self) -> None:
        """Register signal receivers, the part of merging viewers, and what collects pictures and writes documents."""
        from catalog import signals  # noqa: F401 - importing registers them
        from catalog.garbage import pictures_collect
        from catalog.indexing import people_index_pending, titles_index_pending
        from catalog.keeping import kept_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.core.garbage import register_collector
        from trendflix.core.search.pending import register_pending

        register_merge(kept_merge)
        register_collector("pictures of the library", pictures_collect)
        register_pending("titles", titles_index_pending)
        register_pending("people", people_index_pending)
