"""Rows that differ a person: their list, and what is recommended to them."""

from django.utils.translation import gettext as _

from catalog.recommend.picks import Picks
from catalog.rows.audience import Audience
from catalog.rows.row import Kind, Row


def watchlist_row(audience: Audience) -> Row:
    """What they want to watch, added last first."""
    return Row(Kind.WATCHLIST, _("My list"), audience.watchlist)


def for_you_row(picks: Picks) -> Row:
    """The best of all that is like what they watched."""
    return Row(Kind.RECOMMENDED, _("For you"), picks.for_you, is_choice=True)


def because_rows(picks: Picks) -> list[Row]:
    """A row for each of some titles that they watched, saying which."""
    return [
        Row(Kind.BECAUSE, _("Because you watched %(title)s") % {"title": one.name}, one.keys, f"{n}", is_choice=True)
        for n, one in enumerate(picks.because, start=1)
    ]
