"""How many questions of one address wait: who drops their cookie is a new viewer, but comes from the same address."""

import hashlib

from django.core.cache import cache
from django.utils.translation import gettext

from shopping.models import Lookup
from trendflix.core.errors import UserError

MOST_OPEN_OF_ADDRESS = 10
"""Of one address at a time; a household or an office asks less, and thirty places stay for others."""
REMEMBERED_SECONDS = 60


def address_check(address: str) -> None:
    """Raise ``UserError`` where too many questions of an address wait already."""
    known = cache.get(_key(address), [])
    if len(known) < MOST_OPEN_OF_ADDRESS:
        return
    if Lookup.objects.filter(pk__in=known, status__in=Lookup.OPEN).count() >= MOST_OPEN_OF_ADDRESS:
        raise UserError(gettext("Too many questions of yours wait for their answers. Try again in a moment."))


def address_note(address: str, lookup: Lookup) -> None:
    """Remember for a minute that a question came from an address; the row itself names no address."""
    known = [lookup.pk, *cache.get(_key(address), [])]
    cache.set(_key(address), known[: 2 * MOST_OPEN_OF_ADDRESS], REMEMBERED_SECONDS)


def _key(address: str) -> str:
    return f"lookups-{hashlib.sha256(address.encode()).hexdigest()}"
