"""Writes the shop's side: feeds, vectors, matches, decisions, click-outs."""

from shopping.services.clicks import click_out
from shopping.services.embed import feed_embed_job
from shopping.services.feed_requests import (
    Wishes,
    feed_accept,
    feed_columns_confirm,
    feed_columns_keep,
    feed_discard,
    feed_queue,
    feed_receive,
    feeds_delete,
)
from shopping.services.feeds import feed_import, feed_import_job
from shopping.services.lookups import lookup_ask, lookup_cancel, lookup_claim, lookup_finish, lookups_sweep
from shopping.services.matches import match_decide, match_pin, video_match_job
from shopping.services.refresh import models_refresh_job, models_refresh_queue
from shopping.services.viewers import product_dislike, product_dislike_undo, product_save, product_unsave

__all__ = [
    "Wishes",
    "click_out",
    "feed_accept",
    "feed_columns_confirm",
    "feed_columns_keep",
    "feed_discard",
    "feed_embed_job",
    "feed_import",
    "feed_import_job",
    "feed_queue",
    "feed_receive",
    "feeds_delete",
    "lookup_ask",
    "lookup_cancel",
    "lookup_claim",
    "lookup_finish",
    "lookups_sweep",
    "match_decide",
    "match_pin",
    "models_refresh_job",
    "models_refresh_queue",
    "product_dislike",
    "product_dislike_undo",
    "product_save",
    "product_unsave",
    "video_match_job",
]
