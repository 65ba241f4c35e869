"""The front page, and the rows that it loads as one scrolls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.rows.home import Home
from trendflix.accounts.visitors import visitor_known
from trendflix.site.hero import hero_shown
from trendflix.site.rows import home_of, rows_shown

INLINE_ROWS, LATER_ROWS = 3, 4
MAX_ROWS = 100


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One title large and the first rows; of the other rows the headings, with links that lead to the same titles."""
    found = home_of(request, INLINE_ROWS + LATER_ROWS)
    rows, title = rows_shown(request, found.rows[:INLINE_ROWS], found.hero)
    context = {
        "rows": rows,
        "hero": hero_shown(request, title) if title else None,
        "ask_tastes": bool(rows) and _asks_tastes(request),
    }
    return render(request, "catalog/home.html", context | _later(found, INLINE_ROWS))


@require_safe
def later_rows(request: HttpRequest) -> HttpResponse:
    """A fragment: the next rows from the one numbered ``from`` on, and the headings of those after them."""
    start = _number(request.GET.get("from", ""))
    found = home_of(request, start + 2 * LATER_ROWS)
    rows, _ = rows_shown(request, found.rows[start : start + LATER_ROWS])
    return render(request, "catalog/_rows.html", {"rows": rows} | _later(found, start + LATER_ROWS))


def _asks_tastes(request: HttpRequest) -> bool:
    """Whether somebody signed in was never asked what they like."""
    profile = visitor_known(request).profile
    return bool(request.user.is_authenticated) and not (profile and profile.tastes_asked)


def _later(found: Home, start: int) -> dict[str, object]:
    """What stands for rows that are not loaded yet, and the number of the first of them."""
    return {"later": found.rows[start : start + LATER_ROWS], "start": start}


def _number(text: str) -> int:
    """A row's number as it stands in an address; anything else is the first row that is not inline."""
    return min(int(text), MAX_ROWS) if text.isascii() and text.isdecimal() and len(text) < 4 else INLINE_ROWS
