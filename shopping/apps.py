"""Feeds, products, matches and click-outs."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

JOBS = {
    "import_feed": (
        "shopping.feeds.imports.import_feed.feed_import_job",
        "default",
        pgettext_lazy("job", "feed import"),
    ),
    "fetch_feed": (
        "shopping.feeds.fetching.fetch_feed.feed_fetch_job",
        "default",
        pgettext_lazy("job", "feed fetch"),
    ),
    "pictures_retry": (
        "shopping.feeds.images.retry.pictures_retry_job",
        "default",
        pgettext_lazy("job", "pictures again"),
    ),
    "embed": ("shopping.products.embed.feed_embed_job", "vision", pgettext_lazy("job", "product pictures")),
    "refresh": ("shopping.products.refresh.models_refresh_job", "vision", pgettext_lazy("job", "model refresh")),
    "match": ("shopping.matching.match.video_match_job", "vision", pgettext_lazy("job", "matching")),
    "match_changed": (
        "shopping.matching.rematch.changed_match_job",
        "vision",
        pgettext_lazy("job", "matching of changes"),
    ),
    "review_queue": (
        "shopping.matching.review_queue.queue_refresh_job",
        "default",
        pgettext_lazy("job", "order of review"),
    ),
    "prune_events": (
        "shopping.insights.pruning.events_prune_job",
        "default",
        pgettext_lazy("job", "removal of old events"),
    ),
    "forget_clicks": (
        "shopping.insights.forgetting.clicks_forget_job",
        "default",
        pgettext_lazy("job", "persons off old clicks"),
    ),
    "sweep_lookups": (
        "shopping.queries.lookups.lookups_sweep_job",
        "default",
        pgettext_lazy("job", "removal of old questions"),
    ),
}
"""Kind of job → its handler, the queue whose workers run it, and what people call it."""
SUBJECTS = {"import_feed": "feed", "embed": "feed", "match": "film"}
"""Kind of job → what kind of thing it works on."""


class ShoppingConfig(AppConfig):
    """Everything about products."""

    name = "shopping"
    verbose_name = _("Shopping")

    def ready(self) -> None:
        """Register the kinds of job, and how saved products are merged."""
        from catalog.merging import register_title_merge
        from shopping.feeds.fetching.schedule import feeds_due_enqueue
        from shopping.feeds.garbage import feeds_collect, product_pictures_collect
        from shopping.feeds.images.retry import retries_due_enqueue
        from shopping.feeds.selectors import jobs_shown
        from shopping.index.garbage import index_collect
        from shopping.insights.rollup import events_rollup_due
        from shopping.insights.warming import rankings_warm
        from shopping.search.documents import products_index_pending
        from shopping.storefront.clicks import clicks_merge
        from shopping.storefront.merging import saved_merge
        from trendflix.accounts.merging import register_merge
        from trendflix.core.garbage import register_collector
        from trendflix.core.pending import register_pending
        from trendflix.jobs.kinds import register
        from trendflix.jobs.periodic import register_due, register_periodic
        from trendflix.jobs.registry import register_keeper
        from trendflix.jobs.subjects import register_subjects

        register_merge(saved_merge)
        register_title_merge(clicks_merge)
        register_due("feeds", feeds_due_enqueue)
        register_due("pictures", retries_due_enqueue)
        register_keeper("feeds", jobs_shown)
        _register_personal()
        register_collector("product pictures", product_pictures_collect)
        register_collector("feeds", feeds_collect)
        register_collector("index", index_collect)
        register_pending("products", products_index_pending)
        register_pending("events", events_rollup_due)
        register_pending("rankings", lambda limit: rankings_warm())
        for kind, (handler, queue, label) in JOBS.items():
            register(kind, handler, queue, label=label, subject=SUBJECTS.get(kind, ""))
        register_subjects("feed", "shopping.feeds.subjects.feeds_named")
        register_periodic("review_queue", timedelta(hours=12))
        register_periodic("prune_events", timedelta(days=1))
        register_periodic("forget_clicks", timedelta(days=1))
        register_periodic("sweep_lookups", timedelta(hours=1))


def _register_personal() -> None:
    """What exports and deletions of accounts walk: clicks and decisions stay, under nobody's name."""
    from trendflix.accounts.personal import register_personal

    product, viewer = {"product": "product__title"}, "viewer__user"
    register_personal("saved_products", "shopping.Saved", viewer, labels=product)
    register_personal("product_dislikes", "shopping.Dislike", viewer, labels=product)
    register_personal("lookups", "shopping.Lookup", viewer)
    register_personal("events", "shopping.Event", viewer)
    register_personal("visits_to_shops", "shopping.ClickOut", "user", labels=product, is_kept=True)
    register_personal("saved_lists", "shopping.SavedList", viewer)
    register_personal("listed_products", "shopping.ListEntry", "list__viewer__user", labels={"list": "list__name"})
    register_personal("orders", "shopping.Conversion", "click__user", is_kept=True)
    register_personal("review_decisions", "shopping.Decision", "decided_by", labels=product, is_kept=True)
    register_personal("review_holds", "shopping.ReviewItem", "held_by", is_kept=True)
    register_personal("match_decisions", "shopping.Match", "decided_by", labels=product, is_kept=True)
