"""The rows of the home page with what was begun, as templates show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.models import Title
from catalog.rows.audience import Audience
from catalog.rows.home import Home, home_for, titles_by_key
from catalog.rows.newest import ROW_LENGTH, new_row, newest_keys
from catalog.rows.row import Kind, Row
from catalog.selectors import titles_visible
from playback import history
from playback.addresses import play_address
from playback.selectors import episode_label
from trendflix.accounts.sight import sight_of
from trendflix.core.durations import left
from trendflix.site.audience import audience_of
from trendflix.site.pages.cards import with_cards


@dataclass(frozen=True, slots=True)
class Card:
    """A title in a row: ``line`` stands below its name, ``link`` leads on (empty: to the title's page)."""

    title: Title
    line: str = ""
    link: str = ""
    percent: int = 0
    is_removable: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with its cards."""

    row: Row
    cards: list[Card]


def home_of(request: HttpRequest, wanted: int) -> Home:
    """The home page of whoever sends a request, as keys; at least its first ``wanted`` rows."""
    audience = audience_of(request)
    begun = history.begun(audience.viewer_id, titles_visible(sight_of(request)))
    return home_for(
        audience,
        {
            Kind.CONTINUE: lambda: [_continue(begun)],
            Kind.NEXT_UP: lambda: [_next_up(audience, {one.browsed for one in begun})],
        },
        wanted,
    )


def _continue(begun: list[history.Begun]) -> Row:
    found = {one.browsed: one for one in begun}
    return Row(Kind.CONTINUE, _("Continue watching"), list(found), extra=found)


def _next_up(audience: Audience, begun: set[int]) -> Row:
    found = {}
    for episode in history.next_episodes(audience.viewer_id, titles_visible(audience.sight)):
        if episode.season is not None and episode.season.show_id not in begun:
            found[episode.season.show_id] = episode
    return Row(Kind.NEXT_UP, _("Next episodes"), list(found), extra=found)


def rows_shown(
    request: HttpRequest, rows: Iterable[Row], hero: int | None = None
) -> tuple[list[ShownRow], Title | None]:
    """Rows with their titles' cards, and the title of ``hero``; constant queries."""
    chosen = list(rows)
    waiting = {key for row in chosen if row.is_waiting for key in row.keys}
    ready = {key for row in chosen if not row.is_waiting for key in row.keys} | ({hero} if hero else set())
    titles = titles_by_key(ready) | titles_by_key(waiting, is_soon=True)
    with_cards(request, [titles[key] for key in titles if key in ready])
    shown = [ShownRow(row, [_card(row, titles[key]) for key in row.keys if key in titles]) for row in chosen]
    return shown, titles.get(hero) if hero else None


def offered_row(request: HttpRequest) -> ShownRow | None:
    """The newest titles, for pages that have nothing else to show; ``None`` in a library of nothing."""
    row = new_row(newest_keys(sight_of(request))[:ROW_LENGTH])
    return rows_shown(request, [row])[0][0] if row.keys else None


def _card(row: Row, title: Title) -> Card:
    about: Any = row.extra.get(title.pk)
    if row.kind == Kind.CONTINUE:
        link = play_address(about.title.slug)
        return Card(title, _line(about.title, left(about.seconds_left)), link, about.percent, is_removable=True)
    if row.kind == Kind.NEXT_UP:
        return Card(title, _line(about, about.name), play_address(about.slug))
    return Card(title)


def _line(title: Title, words: str) -> str:
    label = episode_label(title)
    return f"{label} · {words}" if label else words
