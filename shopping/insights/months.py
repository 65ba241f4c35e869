"""Sums of whole months, which the figures of a long period are read from."""

from collections import Counter, defaultdict

from shopping.insights.counting import Place


def of_months(counts: dict[Place, Counter[str]]) -> dict[Place, Counter[str]]:
    """What to add to each row of a month, of what is added to its days."""
    sums: dict[Place, Counter[str]] = defaultdict(Counter)
    for (dimension, day, key, scope), added in counts.items():
        sums[dimension, day.replace(day=1), key, scope].update(added)
    return dict(sums)
