"""What a request says of where it comes from, as far as it can be believed."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of whoever sent a request.

    ``X-Forwarded-For`` is believed as far as ``NUM_PROXIES`` proxies of ours wrote it: each appends the address that it
    was asked from, so the last ``NUM_PROXIES`` entries are theirs. Without a proxy it is the connection's own address.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.NUM_PROXIES:
        return connected
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return forwarded[-min(settings.NUM_PROXIES, len(forwarded))] if forwarded else connected


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, which reads JSON."""
    return request.path.startswith("/api/")
