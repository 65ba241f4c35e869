"""Feeds, products, matches and click-outs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

JOBS = {
    "import_feed": (
        "shopping.feeds.imports.import_feed.feed_import_job",
        "default",
        pgettext_lazy("job", "feed import"),
    ),
    "embed": ("shopping.products.embed.feed_embed_job", "vision", pgettext_lazy("job", "product pictures")),
    "refresh": ("shopping.products.refresh.models_refresh_job", "vision", pgettext_lazy("job", "model refresh")),
    "match": ("shopping.matching.match.video_match_job", "vision", pgettext_lazy("job", "matching")),
    "match_changed": (
        "shopping.matching.rematch.changed_match_job",
        "vision",
        pgettext_lazy("job", "matching of changes"),
    ),
}
"""Kind of job → its handler, the queue whose workers run it, and what people call it."""


class ShoppingConfig(AppConfig):
    """Everything about products."""

    name = "shopping"
    verbose_name = _("Shopping")

    def ready(self) -> None:
        """Register the kinds of job, and how saved products are merged."""
        from shopping.feeds.garbage import feeds_collect, product_pictures_collect
        from shopping.index.garbage import index_collect
        from shopping.search.documents import products_index_pending
        from shopping.storefront.saved import saved_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.core.garbage import register_collector
        from trendflix.core.search.pending import register_pending
        from trendflix.jobs.registry import register

        register_merge(saved_merge)
        register_collector("product pictures", product_pictures_collect)
        register_collector("feeds", feeds_collect)
        register_collector("index", index_collect)
        register_pending("products", products_index_pending)
        for kind, (handler, queue, label) in JOBS.items():
            register(kind, handler, queue, label=label)
