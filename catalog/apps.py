"""Titles, people and genres."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CatalogConfig(AppConfig):
    """The library."""

    name = "catalog"
    verbose_name = _("Library")

    def ready(self) -> None:
        """Register signal receivers, the part of merging viewers, jobs, and what collects pictures and documents."""
        from datetime import timedelta

        from catalog import signals  # noqa: F401 - importing registers them
        from catalog.garbage import pictures_collect
        from catalog.indexing import people_index_pending, titles_index_pending
        from catalog.keeping import kept_merge
        from catalog.tastes import tastes_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.accounts.personal import register_personal
        from trendflix.core.garbage import register_collector
        from trendflix.core.pending import register_pending
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_periodic
        from trendflix.jobs.subjects import register_subjects

        register_merge(kept_merge)
        for section, model in (("watchlist", "WatchlistEntry"), ("ratings", "Rating")):
            register_personal(section, f"catalog.{model}", "viewer__user", labels={"title": "title__name"})
        register_merge(tastes_merge)
        for section, model, what in (
            ("allowed_titles", "AllowedTitle", "title"),
            ("allowed_collections", "AllowedCollection", "collection"),
            ("taste_genres", "TasteGenre", "genre"),
            ("taste_titles", "TasteTitle", "title"),
        ):
            register_personal(section, f"catalog.{model}", "viewer__user", labels={what: f"{what}__name"})
        register_collector("pictures of the library", pictures_collect)
        register_pending("titles", titles_index_pending)
        register_pending("people", people_index_pending)
        empties = pgettext_lazy("job", "emptying the trash")
        register("empty_trash", "catalog.services.trash.empty_trash_job", label=empties)
        register_periodic("empty_trash", timedelta(days=1))
        asking = pgettext_lazy("job", "asking TMDB")
        register("identify", "catalog.tmdb.identify.identify_job", label=asking, subject="title")
        register_subjects("title", "catalog.subjects.titles_named")
        register_subjects("folder", "catalog.subjects.folders_named")
