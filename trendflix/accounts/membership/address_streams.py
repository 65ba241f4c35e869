"""How many devices that are signed in nowhere watch from one address at a time.

Counted in the cache, by a name that tells neither address nor session; it forgets by itself. A browser has no session
until something of it is kept, and is told by its name until then; with its first session it takes its own place over.
"""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from trendflix.core.http import client_address

ACTIVE_SECONDS = 90
"""Players read ahead up to a minute."""
SALT = "trendflix.accounts.address_stream"


def address_admit(request: HttpRequest) -> bool:
    """Whether one more device of this address may play; it counts as playing then."""
    most = settings.STREAMS_PER_ADDRESS
    if not most:
        return True
    place, now = f"streams:{_named(client_address(request))}", time.time()
    nameless = _named("agent", request.headers.get("User-Agent", ""))
    own = _named("session", request.session.session_key) if request.session.session_key else nameless
    kept: dict[str, float] = cache.get(place) or {}
    playing = {one: seen for one, seen in kept.items() if now - seen < ACTIVE_SECONDS}
    others = {one: seen for one, seen in playing.items() if one not in (own, nameless)}
    if len(others) == len(playing) and len(others) >= most:
        return False
    cache.set(place, others | {own: now}, ACTIVE_SECONDS)
    return True


def _named(*what: str) -> str:
    return salted_hmac(SALT, " ".join(what), algorithm="sha256").hexdigest()[:24]
