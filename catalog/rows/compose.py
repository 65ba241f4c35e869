"""Puts the rows together: what a person may see and play, no title twice above the fold, no choice of theirs twice."""

from collections.abc import Iterable, Sequence

from catalog.rows.newest import ROW_LENGTH
from catalog.rows.row import Row

FOLD_ROWS, FOLD_CARDS = 3, 6
"""Rows and cards of a row that are seen without scrolling, on a wide screen."""


def composed(rows: Iterable[Row], playable: set[int], hero: int | None) -> list[Row]:
    """Rows of ``ROW_LENGTH`` titles at most, in order, without empty ones.

    ``playable`` are the keys that this person may see and play. The hero and the first ``FOLD_CARDS`` of the first
    ``FOLD_ROWS`` rows are all different. What was chosen for the person stands in no other row.
    """
    done: list[Row] = []
    above, chosen, everywhere = {hero}, set[int | None](), {hero}
    for row in rows:
        keys = list(dict.fromkeys(key for key in row.keys if row.is_waiting or key in playable))
        keys = [key for key in keys if key not in (everywhere if row.is_choice else chosen)]
        if len(done) < FOLD_ROWS:
            keys = _fresh_first(keys, above, hero)
        keys = keys[:ROW_LENGTH]
        if keys:
            done.append(row.of(keys))
            above.update(keys[:FOLD_CARDS])
            everywhere.update(keys)
            chosen.update(keys if row.is_choice else ())
    return done


def _fresh_first(keys: Sequence[int], above: set[int | None], hero: int | None) -> list[int]:
    """The keys with those that stand above already behind the fold; without them where it is not reached."""
    fresh = [key for key in keys if key not in above]
    again = [key for key in keys if key in above and key != hero]
    return [*fresh, *again] if len(fresh) >= FOLD_CARDS else fresh
