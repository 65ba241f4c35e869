"""Tables of figures: the first rows by a column, with their names and what they earned."""

from collections.abc import Iterable

from django.db.models import Count, F, Sum

from shopping.insights.chosen import ORDER_FIELDS, Chosen
from shopping.insights.lines import Line
from shopping.insights.names import names_of
from shopping.insights.periods import Period
from shopping.insights.ranking import Ranking
from shopping.insights.rankings import ranked, stored_dimension
from shopping.insights.sums import sums_of
from shopping.models import Figures
from shopping.models.figures import COUNTED

Of = Figures.Dimension
NEVER_CLICKED = (Of.PRODUCT, Of.GARMENT)
"""The tables of which what was seen and never clicked can be listed."""


def lines(asked: Ranking) -> list[Line]:
    """The rows of a table, with their names and what they earned.

    Which rows are the first of a long period is looked up once in ``RANKED_SECONDS``; their counts are those of now.
    """
    chosen, dimension, period = asked.chosen, asked.dimension, asked.period
    first = ranked(asked)
    sums = sums_of(stored_dimension(chosen, dimension), first, period, COUNTED)
    found = [Line(key, counts) for key, counts in sums.items()]
    found.sort(key=lambda line: (-line.counts[asked.order], line.key))
    _name(dimension, found)
    _earn(dimension, found, chosen, period)
    return found


def inner_dimensions(chosen: Chosen) -> list[str]:
    """The tables that there are of what was chosen."""
    if chosen.dimension == Of.ALL:
        return [Of.TITLE, Of.GARMENT, Of.CATEGORY, Of.PRODUCT, Of.BRAND, Of.FEED, Of.SHOP]
    if chosen.dimension == Of.TITLE:
        return [Of.PRODUCT, Of.GARMENT]
    return [] if chosen.dimension in (Of.PRODUCT, Of.GARMENT) else [Of.PRODUCT]


def _earn(dimension: str, found: Iterable[Line], chosen: Chosen, period: Period) -> None:
    """Add what each line earned, in one query; lines of brands, categories and shops say nothing of it."""
    column = ORDER_FIELDS.get(Of(dimension))
    if column is None:
        return
    by_key = {line.key: line for line in found}
    ordered = dict.fromkeys(by_key, 0)
    orders = chosen.orders(period).filter(**{f"{column}__in": [int(key) for key in by_key]})
    rows = orders.values_list(F(column), "currency").annotate(Count("pk"), Sum("amount"))
    for key, currency, count, total in rows:
        ordered[str(key)] += count
        by_key[str(key)].earnings[currency] = total
    for key, line in by_key.items():
        line.orders = ordered[key]


def _name(dimension: str, found: list[Line]) -> None:
    """Give lines the names of what they are about; what was deleted keeps its number."""
    names = names_of(dimension, [line.key for line in found])
    for line in found:
        line.name = names.get(line.key) or (f"#{line.key}" if dimension in ORDER_FIELDS else line.key)
