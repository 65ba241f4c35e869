"""Writes the shop's side: feeds, vectors, matches, decisions, click-outs."""

from shopping.services.clicks import click_out
from shopping.services.embed import feed_embed_job
from shopping.services.feeds import feed_import, feed_import_job, feed_queue, feed_receive
from shopping.services.matches import match_decide, match_pin, video_match_job
from shopping.services.refresh import models_refresh_job, models_refresh_queue

__all__ = [
    "click_out",
    "feed_embed_job",
    "feed_import",
    "feed_import_job",
    "feed_queue",
    "feed_receive",
    "match_decide",
    "match_pin",
    "models_refresh_job",
    "models_refresh_queue",
    "video_match_job",
]
