"""Puts the rows together: what a person may see and play, no title twice above the fold, no choice of theirs twice."""

from collections.abc import Iterable

from catalog.rows.newest import ROW_LENGTH
from catalog.rows.row import Row

FOLD_ROWS, FOLD_CARDS = 3, 6
"""Rows and cards of a row that are seen without scrolling, on a wide screen."""


def composed(rows: Iterable[Row], playable: set[int], hero: int | None) -> list[Row]:
    """Rows of ``ROW_LENGTH`` titles at most, in order, without empty ones.

    ``playable`` are the keys that this person may see and play. The hero and the first ``FOLD_CARDS`` of the first
    ``FOLD_ROWS`` rows are all different: a row that has too little else comes after those. What was chosen for the
    person stands in no other row.
    """
    page = _Page(playable, hero)
    for row in rows:
        page.add(row)
    page.place_late()
    return page.done


class _Page:
    def __init__(self, playable: set[int], hero: int | None) -> None:
        self.playable, self.hero = playable, hero
        self.done: list[Row] = []
        self.late: list[Row] = []
        self.above, self.everywhere, self.chosen = {hero}, {hero}, set[int | None]()

    def add(self, row: Row) -> None:
        """Place a row, or keep it for below the fold."""
        keys = self._left(row)
        if len(self.done) >= FOLD_ROWS:
            self._place(row, keys)
            return
        others = [key for key in keys if key != self.hero]
        fresh = [key for key in others if key not in self.above]
        if len(fresh) >= min(FOLD_CARDS, len(others)):
            self._place(row, [*fresh, *(key for key in others if key in self.above)])
        else:
            self.late.append(row)
        if len(self.done) == FOLD_ROWS:
            self.place_late()

    def place_late(self) -> None:
        """Place what was kept."""
        late, self.late = self.late, []
        for row in late:
            self._place(row, self._left(row))

    def _left(self, row: Row) -> list[int]:
        """What of a row may be seen and stands in no row that excludes it."""
        gone = self.everywhere if row.is_choice else self.chosen
        keys = (key for key in row.keys if row.is_waiting or key in self.playable)
        return [key for key in dict.fromkeys(keys) if key not in gone]

    def _place(self, row: Row, keys: list[int]) -> None:
        shown = keys[:ROW_LENGTH]
        if not shown:
            return
        self.done.append(row.of(shown))
        self.above.update(shown[:FOLD_CARDS])
        self.everywhere.update(shown)
        if row.is_choice:
            self.chosen.update(shown)
