"""How rows are put together."""

from catalog.rows.compose import FOLD_CARDS, FOLD_ROWS, composed
from catalog.rows.newest import ROW_LENGTH
from catalog.rows.row import Row

EVERYTHING = set(range(1000))


def row(kind: str, *keys: int, is_choice: bool = False, is_waiting: bool = False) -> Row:
    """A row of some titles."""
    return Row(kind, kind, list(keys), is_choice=is_choice, is_waiting=is_waiting)


def keys(rows: list[Row], playable: set[int] = EVERYTHING, hero: int | None = None) -> dict[str, list[int]]:
    """What of the rows is left, by kind."""
    return {one.kind: one.keys for one in composed(rows, playable, hero)}


def test_what_cannot_be_played_is_left_out_but_where_it_waits() -> None:
    rows = [row("a", 1, 2, 3), row("soon", 2, is_waiting=True)]
    assert keys(rows, {1, 3}) == {"a": [1, 3], "soon": [2]}


def test_rows_of_nothing_are_left_out_and_long_ones_are_cut() -> None:
    found = keys([row("empty"), row("a", *range(40))])
    assert found == {"a": list(range(ROW_LENGTH))}


def test_no_title_stands_twice_above_the_fold() -> None:
    same = list(range(FOLD_CARDS * 4))
    rows = composed([row(f"r{n}", *same) for n in range(FOLD_ROWS)], EVERYTHING, hero=0)
    shown = [0, *(key for one in rows for key in one.keys[:FOLD_CARDS])]
    assert len(rows) == FOLD_ROWS and len(shown) == len(set(shown))


def test_a_row_that_has_too_little_else_comes_whole_after_the_fold() -> None:
    first = list(range(FOLD_CARDS))
    rows = [row("a", *first), row("b", *first, 80), row("c", 90), row("d", 91), row("e", 92)]
    assert keys(rows) == {"a": first, "c": [90], "d": [91], "b": [*first, 80], "e": [92]}
    assert list(keys(rows)) == ["a", "c", "d", "b", "e"]


def test_in_a_small_library_no_row_is_lost() -> None:
    assert keys([row("new", 1, 2, 3), row("my-list", 2), row("drama", 3, 1)]) == {
        "new": [1, 2, 3],
        "my-list": [2],
        "drama": [3, 1],
    }


def test_a_library_of_one_title_shows_it_once() -> None:
    assert keys([row("new", 1), row("drama", 1)], hero=1) == {}


def test_titles_seen_above_come_behind_the_fold_of_a_long_row() -> None:
    found = keys([row("a", 1, 2), row("b", 1, 2, *range(10, 20))])
    assert found["b"] == [*range(10, 20), 1, 2]


def test_the_large_title_stands_in_no_row_above_the_fold() -> None:
    assert keys([row("a", 1, 2), row("b", *range(1, 20))], hero=1)["a"] == [2]
    assert 1 not in keys([row("b", *range(1, 20))], hero=1)["b"]


def test_what_was_chosen_for_a_person_stands_in_no_other_row_above_or_below() -> None:
    filler = [row(f"r{n}", 100 + n) for n in range(FOLD_ROWS)]
    rows = [*filler, row("new", 1, 2, 3), row("for-you", 2, 4, 100, is_choice=True), row("genre", 4, 5)]
    found = keys(rows)
    assert found["new"] == [1, 2, 3] and found["for-you"] == [4] and found["genre"] == [5]
