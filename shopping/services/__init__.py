"""Writes the shop's side: feeds, vectors, matches, decisions, click-outs."""

from shopping.services.clicks import click_out
from shopping.services.embed import feed_embed_job
from shopping.services.feeds import feed_import, feed_import_job, feed_queue, feed_receive
from shopping.services.lookups import lookup_ask, lookup_cancel, lookup_claim, lookup_finish, lookups_sweep
from shopping.services.matches import match_decide, match_pin, video_match_job
from shopping.services.refresh import models_refresh_job, models_refresh_queue
from shopping.services.viewers import product_dislike, product_dislike_undo, product_save, product_unsave

__all__ = [
    "click_out",
    "feed_embed_job",
    "feed_import",
    "feed_import_job",
    "feed_queue",
    "feed_receive",
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
