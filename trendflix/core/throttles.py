"""How often one address may ask for pages that cost something; the rates stand in ``trendflix/api_settings.py``."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from rest_framework.throttling import SimpleRateThrottle

from trendflix.core.http import client_address

View = Callable[..., HttpResponse]


class ByAddress(SimpleRateThrottle):
    """Counts requests by the client's address, whoever is signed in, as far as proxies of ours tell it."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__()

    def get_cache_key(self, request: Any, view: Any) -> str:
        """The key that the client's requests are counted under."""
        return f"throttle-{self.scope}-{client_address(request)}"


def seconds_to_wait(request: HttpRequest, scope: str) -> int:
    """0 where the request may be answered, which counts it; else after how many seconds to ask again."""
    throttle = ByAddress(scope)
    if throttle.allow_request(request, None):  # type: ignore[arg-type]  # it reads the address alone
        return 0
    return max(1, int(throttle.wait() or 1))


def throttled(scope: str) -> Callable[[View], View]:
    """Answer a page with 429 where its scope's rate is exceeded by the client's address."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            seconds = seconds_to_wait(request, scope)
            if not seconds:
                return view(request, *args, **named)
            refused = render(request, "429.html", {}, status=429)
            refused["Retry-After"] = str(seconds)
            return refused

        return answer

    return decorate
