"""Whom a request's rows are made for; reading makes no session."""

from functools import partial

from django.http import HttpRequest

from catalog.rows.audience import Audience
from playback import history
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_known
from trendflix.core.accept_language import preferred


def audience_of(request: HttpRequest) -> Audience:
    """The person behind a request with what they watched; nothing is asked for somebody of whom nothing is kept."""
    viewer = visitor_known(request).viewer_id
    language, country = preferred(request.headers.get("Accept-Language", ""))
    return Audience(
        sight=sight_of(request),
        viewer_id=viewer,
        language=language,
        country=country,
        watched=tuple(history.watched_lately(viewer)),
        seen_among=partial(history.seen_among, viewer),
    )
