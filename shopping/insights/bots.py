"""Tells programs from people, by what they say of themselves and by how much they do; nothing of it is kept."""

import re

from django.core.cache import cache
from django.http import HttpRequest

from trendflix.core.http import client_address

PROGRAM = re.compile(
    r"bot\b|bot[/_-]|crawl|spider|slurp|scrap|headless|phantom|selenium|puppeteer|playwright|lighthouse|pagespeed|preview"
    r"|facebookexternalhit|embedly|monitor|uptime|curl|wget|python|httpclient|http-client|okhttp|go-http|java/|libwww|axios"
    r"|node-fetch|aiohttp|scrapy|feedfetcher|validator|archiver",
    re.IGNORECASE,
)
MAX_EVENTS_A_MINUTE = 600
"""More than a person can do or scroll past."""


def is_program(request: HttpRequest) -> bool:
    """Whether the browser's own name is that of a program, or missing."""
    agent = request.headers.get("User-Agent", "")
    return not agent or PROGRAM.search(agent) is not None


def is_bot(request: HttpRequest, events: int = 1) -> bool:
    """Whether a request that reports so many events comes from a program, also one that hides it but does too much."""
    return is_program(request) or _did_too_much(client_address(request), events)


def _did_too_much(address: str, events: int) -> bool:
    key = f"events:{address}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key, events) > MAX_EVENTS_A_MINUTE
    except ValueError:  # it expired between the two
        return False
