"""What a search offers while it is typed: titles, people, genres, moments of films and products, a group each.

No model is asked. An answer is the same for all who see the same, and holds no address of one viewer, so it is kept for
some seconds; requests are counted by address of the client.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from catalog.models import Person, Title
from catalog.suggest import genres_suggested, people_suggested, titles_suggested
from playback.addresses import play_address
from shopping.matching.typed import Typed, typed
from shopping.matching.words import best_of
from shopping.storefront.cards import product_card
from shopping.storefront.disclosures import disclosure_of
from shopping.storefront.moments import Moment, moments_search
from shopping.storefront.selectors import in_order
from trendflix.accounts.sight import Sight, sight_of
from trendflix.core.search.queries import MAX_CHARACTERS
from trendflix.core.throttles import seconds_to_wait

MOMENTS, PRODUCTS = 3, 3
PRODUCTS_WEIGHED = 60
KEPT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: where it leads, what stands on it, and a picture or letters."""

    url: str
    name: str
    detail: str = ""
    picture: str = ""
    letters: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers of one kind, and what is said where they lead to shops."""

    kind: str
    name: str
    options: list[Option]
    disclosure: str = ""


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The options for ``q`` as a fragment of HTML; 304 where the browser has it, 429 where too many are asked for."""
    if seconds := seconds_to_wait(request, "suggest"):
        return HttpResponse(status=429, headers={"Retry-After": str(seconds)})
    html = _fragment(sight_of(request), " ".join(request.GET.get("q", "").split())[:MAX_CHARACTERS])
    etag = f'"{hashlib.sha256(html.encode()).hexdigest()[:24]}"'
    response = get_conditional_response(request, etag) or HttpResponse(html)
    response["ETag"] = etag
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
    return response


def _fragment(sight: Sight, text: str) -> str:
    name = hashlib.sha256(f"{get_language()} {sight} {text}".encode()).hexdigest()
    kept: str | None = cache.get(f"suggest-{name}")
    if kept is None:
        kept = render_to_string("catalog/_suggestions.html", _context(sight, text))
        cache.set(f"suggest-{name}", kept, KEPT_SECONDS)
    return kept


def _context(sight: Sight, text: str) -> dict[str, Any]:
    found = groups(sight, text)
    more = f"{reverse('search')}?{urlencode({'q': text})}"
    return {
        "groups": found,
        "query": text,
        "more": more,
        "count": sum(len(group.options) for group in found),
    }


def groups(sight: Sight, text: str) -> list[Group]:
    """The groups that have an answer, titles first; constant queries."""
    if not text:
        return []
    return [group for group in _groups(sight, text) if group.options]


def _groups(sight: Sight, text: str) -> Iterator[Group]:
    yield Group("titles", gettext("Titles"), [_title(title) for title in titles_suggested(sight, text)])
    yield Group("people", gettext("People"), [_person(person) for person in people_suggested(sight, text)])
    genres = [Option(reverse("genre", args=[genre.slug]), genre.name) for genre in genres_suggested(sight, text)]
    yield Group("genres", gettext("Genres"), genres)
    worn = typed(text)
    moments = [_moment(moment) for moment in moments_search(sight, worn, MOMENTS)]
    yield Group("moments", gettext("Moments"), moments)
    yield _products(worn)


def _title(title: Title) -> Option:
    kind = gettext("Series") if title.kind == Title.Kind.SHOW else ""
    detail = " · ".join(filter(None, (str(title.year or ""), kind)))
    picture = title.poster or title.still or title.backdrop
    return Option(title.get_absolute_url(), title.name, detail, picture.url if picture else "", title.name[:1])


def _person(person: Person) -> Option:
    return Option(person.get_absolute_url(), person.name, letters=person.initials)


def _moment(found: Moment) -> Option:
    show = f"{found.title.season.show.name} · " if found.title.season else ""
    return Option(moment_url(found), found.label, f"{show}{found.title.name}", letters=found.clock)


def moment_url(found: Moment) -> str:
    """The address that plays a film from a moment on."""
    return play_address(found.title.slug, found.t)


def _products(worn: Typed) -> Group:
    cards = [product_card(one) for one in in_order(best_of(worn.query, PRODUCTS, PRODUCTS_WEIGHED))]
    options = [
        Option(card["url"], card["title"], f"{card['sale_price'] or card['price']} · {card['shop']}", card["image"])
        for card in cards
    ]
    return Group("products", gettext("Products"), options, disclosure_of(cards))
