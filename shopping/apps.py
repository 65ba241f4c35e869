"""Feeds, products, matches and click-outs."""

from django.apps import AppConfig


class ShoppingConfig(AppConfig):
    """Everything about products."""

    name = "shopping"
    verbose_name = "Shopping"

    def ready(self) -> None:
        """Register the kinds of job, and how saved products are merged."""
        from shopping.feeds.garbage import feeds_collect, product_pictures_collect
        from shopping.index.garbage import index_collect
        from shopping.storefront.saved import saved_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.core.garbage import register_collector
        from trendflix.jobs.registry import register

        register_merge(saved_merge)
        register_collector("product pictures", product_pictures_collect)
        register_collector("feeds", feeds_collect)
        register_collector("index", index_collect)
        register("import_feed", "shopping.feeds.imports.import_feed.feed_import_job")
        register("embed", "shopping.products.embed.feed_embed_job", "vision")
        register("refresh", "shopping.products.refresh.models_refresh_job", "vision")
        register("match", "shopping.matching.match.video_match_job", "vision")
        register("match_changed", "shopping.matching.rematch.changed_match_job", "vision")
