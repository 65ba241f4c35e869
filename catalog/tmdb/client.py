"""Asks TMDB's API (developer.themoviedb.org/reference), politely: slower where it says so, and again where it fails."""

import json
import time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import get_language, gettext

from trendflix.core.errors import UserError
from trendflix.core.net.requests import Answer, FetchError, get
from trendflix.jobs.errors import Transient

API = "https://api.themoviedb.org/3"
PICTURES = "https://image.tmdb.org/t/p"
MAX_BYTES = 8 * 2**20
TRIES = 4
MAX_WAIT = 20.0
"""Seconds that are waited for where TMDB asks for patience; longer, and the job is tried again later."""
MOVIE, SHOW = "movie", "tv"
Row = dict[str, Any]


class NoEntry(UserError):
    """TMDB knows nothing of what it is asked for."""


def has_key() -> bool:
    """Whether TMDB may be asked."""
    return bool(settings.TMDB_KEY)


def tmdb_language() -> str:
    """The language that titles are described in: the site's."""
    return settings.LANGUAGE_CODE or get_language() or "en"


def search(kind: str, name: str, year: int | None = None) -> list[Row]:
    """Entries of that name, best first as TMDB sorts them; of a year, where one is given."""
    query: Row = {"query": name, "include_adult": "false"}
    if year:
        query["primary_release_year" if kind == MOVIE else "first_air_date_year"] = year
    found: list[Row] = _asked(f"/search/{kind}", query).get("results", [])
    return [row for row in found if isinstance(row.get("id"), int)]


def details(kind: str, tmdb_id: int) -> Row:
    """An entry with its credits, certificates and ids elsewhere; one request."""
    certificates = "release_dates" if kind == MOVIE else "content_ratings"
    more = f"credits,external_ids,{certificates}"
    return _asked(f"/{kind}/{tmdb_id}", {"append_to_response": more})


def season(tmdb_id: int, number: int) -> list[Row]:
    """The episodes of a season of a show; one request. None where TMDB has no such season."""
    try:
        found: list[Row] = _asked(f"/{SHOW}/{tmdb_id}/season/{number}", {}).get("episodes") or []
    except NoEntry:
        return []
    return [row for row in found if isinstance(row.get("episode_number"), int)]


def picture(path: str, size: str) -> bytes:
    """A picture by the path that entries name. Raises ``UserError`` where it cannot be had."""
    answer = _answer(f"{PICTURES}/{size}{path}", {"Accept": "image/*"}, settings.PICTURE_MAX_BYTES)
    if answer.status != 200:
        raise UserError(gettext("TMDB answers %(status)s for a picture.") % {"status": answer.status})
    return answer.body


def _asked(path: str, query: Row) -> Row:
    """What the API answers. Raises ``UserError`` where it refuses, ``Transient`` where it cannot answer now."""
    headers, query = {"Accept": "application/json"}, {"language": tmdb_language(), **query}
    if "." in settings.TMDB_KEY:  # an API Read Access Token is a JSON Web Token
        headers["Authorization"] = f"Bearer {settings.TMDB_KEY}"
    else:
        query["api_key"] = settings.TMDB_KEY
    answer = _answer(f"{API}{path}?{urlencode(query)}", headers, MAX_BYTES)
    if answer.status == 401:
        raise UserError(gettext("TMDB refuses the key in TRENDFLIX_TMDB_KEY."))
    if answer.status == 404:
        raise NoEntry(gettext("TMDB has no such entry."))
    try:
        found = json.loads(answer.body) if answer.status == 200 else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise UserError(gettext("TMDB answers %(status)s.") % {"status": answer.status})
    return found


def _answer(url: str, headers: dict[str, str], max_bytes: int) -> Answer:
    """An answer that is no refusal for the moment: 429 and 5xx are asked again, after as long as they say."""
    for number in range(TRIES):
        wait = 2.0**number
        try:
            answer = get(url, headers, max_bytes=max_bytes)
        except FetchError as error:
            told = str(error)
        else:
            if answer.status != 429 and answer.status < 500:
                return answer
            told = f"TMDB answers {answer.status}"
            wait = _seconds(answer.headers.get("retry-after", "")) or wait
        if wait > MAX_WAIT or number == TRIES - 1:
            break
        time.sleep(wait)
    raise Transient(told)


def _seconds(text: str) -> float:
    return float(text) if text.isdecimal() else 0.0
