"""Which products come first of a feed, a shop, a brand or a category, of which their figures say nothing."""

from shopping.insights.chosen import products_of
from shopping.insights.leaders import leaders
from shopping.insights.ranking import Ranking
from shopping.insights.sums import Key, sums_of
from shopping.models import Figures, Product

Of = Figures.Dimension
MAX_PRODUCTS = 10_000
"""Whose figures are summed up; where there are more, some of them are among what leads the site."""
SITE_LEADERS = 1_000


def ranked_of_products(asked: Ranking) -> list[Key]:
    """The first products of what was chosen."""
    there = Product.objects.filter(products_of(asked.chosen.dimension, asked.chosen.key)).order_by()
    keys = [(str(pk), 0) for pk in there.values_list("pk", flat=True)[: MAX_PRODUCTS + 1]]
    if len(keys) > MAX_PRODUCTS:
        found = [] if asked.never_clicked else _of_site(asked)
        if len(found) >= asked.limit:
            return found[: asked.limit]
        keys = keys[:-1]
    sums = sums_of(Of.PRODUCT, keys, asked.period, [*{asked.order, "clicked", "cards_seen"}])
    if asked.never_clicked:
        sums = {key: counts for key, counts in sums.items() if counts["cards_seen"] and not counts["clicked"]}
    first = sorted(sums, key=lambda key: (-sums[key][asked.order], key))
    return [(key, 0) for key in first[: asked.limit]]


def _of_site(asked: Ranking) -> list[Key]:
    """Those of the chosen among the products that lead the whole site, in their order."""
    found = leaders(Of.PRODUCT, asked.period, asked.order, SITE_LEADERS) or []
    chosen = Product.objects.filter(products_of(asked.chosen.dimension, asked.chosen.key))
    of_them = set(chosen.filter(pk__in=[int(key) for key, _ in found]).values_list("pk", flat=True))
    return [one for one in found if int(one[0]) in of_them]
