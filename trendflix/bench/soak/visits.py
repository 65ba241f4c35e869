"""What viewers of a soak do: one signed in nowhere, one who signs up and leaves again, one who has an account."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from trendflix.bench.beacons import BATCH, Shown, events_of
from trendflix.bench.soak.browser import Browser
from trendflix.bench.viewers import segments

WORDS = ("ferry", "red jacket", "coat", "film", "swaeter", "blue", "nothing of that name")
SEGMENTS = 4
REGULAR = "regular"
"""An account that stays."""
PASSWORD = "a soak of a day"  # noqa: S105 - of accounts that live for minutes on a site of the bench's own


@dataclass(frozen=True, slots=True)
class Library:
    """What the site has at a moment: slugs of films that play, and what can be seen and bought."""

    slugs: Sequence[str]
    shown: Shown


def evening(browser: Browser, number: int, library: Library) -> None:
    """Home, browsing, a title, a film with its shop, a search, a product, the way out to a shop."""
    slug, word = library.slugs[number % len(library.slugs)], WORDS[number % len(WORDS)].replace(" ", "+")
    product = library.shown.products[number % len(library.shown.products)]
    for page in ("/", "/rows/", "/browse/", f"/title/{slug}/", f"/title/{slug}/worn/"):
        browser.get(page)
    _film(browser, slug, number, library)
    for page in (f"/suggestions/?q={word[:3]}", f"/search/?q={word}", f"/shop/?q={word}"):
        browser.get(page)
    for page in (f"/product/{product}/", f"/api/v1/products/?q={word}", f"/go/{product}/", "/history/", "/my-list/"):
        browser.get(page)


def _film(browser: Browser, slug: str, number: int, library: Library) -> None:
    """Watch, tell the position, pause: timeline, what was seen, a question by words."""
    api = f"/api/v1/titles/{slug}/"
    with suppress(ValueError):  # without a playlist: the film is being packaged again
        for url, span in segments(browser.get, f"/watch/{slug}/")[:SEGMENTS]:
            browser.get(url, span)
    for sequence, position in enumerate((0.5, 1.0)):
        told = {"position": position, "playback_session": f"soak-{number}", "sequence": sequence}
        browser.send("PUT", f"{api}progress/", told)
    browser.get(f"{api}timeline/")
    browser.send("POST", "/api/v1/events/", {"events": list(islice(events_of(number, library.shown), BATCH))})
    browser.send("PUT", f"/api/v1/saved/{library.shown.products[number % len(library.shown.products)]}/", {})
    if number % 4 == 0:
        asked = browser.send("POST", f"{api}words/", {"words": WORDS[number % len(WORDS)]})
        with suppress(ValueError, KeyError):
            browser.get(urlsplit(json.loads(asked)["url"]).path)


def membership(browser: Browser, number: int, library: Library) -> None:
    """Sign up, keep something, sign out, sign in, and have the account deleted."""
    name = f"soak{number}"
    browser.get("/accounts/signup/")
    browser.form("/accounts/signup/", username=name, password1=PASSWORD)
    browser.get("/")
    slug = library.slugs[number % len(library.slugs)]
    browser.send("PUT", f"/api/v1/titles/{slug}/progress/", {"position": 1.0})
    browser.form("/accounts/logout/")
    browser.get("/accounts/login/")
    browser.form("/accounts/login/", login=name, password=PASSWORD)
    browser.get("/account/")
    browser.form("/account/delete/", password=PASSWORD)


def returning(browser: Browser, number: int, library: Library) -> None:
    """One account signs in on another device, spends the evening, and leaves without signing out."""
    browser.get("/accounts/login/")
    browser.form("/accounts/login/", login=REGULAR, password=PASSWORD)
    evening(browser, number, library)
