"""How many devices an account watches on at a time.

A device is a signed-in browser or a program's token, so a second tab, a reload or the next film is no further stream.
It counts while it asks for parts of a film or tells its position; one that stops leaves its place to another after
``ACTIVE_SECONDS``.
Who is signed in nowhere is counted by address (``address_streams``).
"""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from trendflix.accounts.active import SESSION_DEVICE
from trendflix.accounts.membership.address_streams import ACTIVE_SECONDS, address_admit
from trendflix.accounts.membership.models import Account, ActiveStream, ApiToken

NOTED_SECONDS = 20
SALT = "trendflix.accounts.stream"


def stream_admit(request: HttpRequest) -> bool:
    """Whether this device may play; it counts as playing then."""
    if not request.user.is_authenticated:
        return address_admit(request)
    device = _device(request)
    if not device:
        return True
    noted = f"stream:{request.user.pk}:{device}"
    if cache.get(noted):
        return True
    if not _stream_note(request.user.pk, device):
        return False
    cache.set(noted, True, NOTED_SECONDS)
    return True


def _device(request: HttpRequest) -> str:
    """The device that asks: a browser, or the program that has a token; empty where it is neither."""
    token = getattr(request, "auth", None)
    if isinstance(token, ApiToken):
        return device_of(f"token:{token.pk}")
    session = request.session
    return device_of(session.get(SESSION_DEVICE) or session.session_key) if session.session_key else ""


@transaction.atomic
def _stream_note(user_id: int, device: str) -> bool:
    """Note a device as playing, unless as many others as may do so already; accounts are asked one at a time."""
    User.objects.select_for_update().filter(pk=user_id).values_list("pk").first()
    others = ActiveStream.objects.filter(user=user_id, seen__gte=_since()).exclude(device=device)
    most = limit_of(user_id)
    if most and others.count() >= most:
        return False
    ActiveStream.objects.update_or_create(user_id=user_id, device=device, defaults={"seen": timezone.now()})
    return True


def too_many_words(request: HttpRequest) -> str:
    """What a device is told that may not play."""
    if request.user.is_authenticated:
        return gettext("The account is watching on too many devices")
    return gettext("Too many devices are watching from this address")


def device_of(session_key: str) -> str:
    """Names a device without telling its session."""
    return salted_hmac(SALT, session_key, algorithm="sha256").hexdigest()[:32]


def limit_of(user_id: int) -> int:
    """How many devices an account may watch on at a time; 0: any number."""
    own = Account.objects.filter(user=user_id).values_list("max_streams", flat=True).first()
    return settings.STREAMS_PER_ACCOUNT if own is None else own


def streams_now(user_ids: Iterable[int]) -> dict[int, int]:
    """Account → devices that play now; one query."""
    rows = ActiveStream.objects.filter(user__in=list(user_ids), seen__gte=_since()).values_list("user")
    return dict(rows.annotate(count=Count("pk")))


def streams_forget() -> int:
    """Remove rows of devices that have stopped."""
    return ActiveStream.objects.filter(seen__lt=_since()).delete()[0]


def _since() -> object:
    return timezone.now() - timedelta(seconds=ACTIVE_SECONDS)
