"""Tables: separators, quotes that break, lines before the header."""

from pathlib import Path

import pytest

from shopping.feeds import Shop, read_feed
from tests.shopping.feeds.helpers import cells, good, save, sorted_out, table
from trendflix.core.errors import UserError


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(tmp_path: Path, separator: str) -> None:
    rows = good(save(tmp_path, table(cells(1), cells(2), separator=separator)))
    assert [(row.line, row.product_id, row.color) for row in rows] == [(2, "P1", "Red"), (3, "P2", "Red")]


def test_a_row_with_more_cells_than_columns_is_rejected_and_never_shifted(tmp_path: Path) -> None:
    rows, reasons = sorted_out(save(tmp_path, table(cells(1), cells(2, title="Coat, long"), cells(3))))
    assert [row.product_id for row in rows] == ["P1", "P3"]
    assert list(reasons) == [3] and "8 cells for 7 columns" in reasons[3]


def test_empty_cells_behind_the_last_column_are_no_fault(tmp_path: Path) -> None:
    assert len(good(save(tmp_path, table([*cells(1), "", ""])))) == 1


def test_a_row_with_fewer_cells_is_used_where_nothing_required_is_missing(tmp_path: Path) -> None:
    rows, reasons = sorted_out(save(tmp_path, table(cells(1)[:-1], cells(2)[:3])))
    assert [row.product_id for row in rows] == ["P1"] and reasons == {3: "link is missing"}


def test_rows_above_a_second_header_are_rows_whatever_it_names(tmp_path: Path) -> None:
    first = table(cells(1), cells(2)).splitlines()
    second = [f"{first[0]},sale_price,brand", f"{','.join(cells(3))},9 EUR,Acme", ",".join(cells(4))]
    rows, reasons = sorted_out(save(tmp_path, "\n".join([*first, *second])))
    assert [row.product_id for row in rows] == ["P1", "P2", "P4"]
    assert list(reasons) == [4, 5] and "9 cells for 7 columns" in reasons[5]


@pytest.mark.parametrize("place", [1, 5, 9])
def test_a_quote_that_is_never_closed_costs_its_own_line_only(tmp_path: Path, place: int) -> None:
    rows = [cells(number) for number in range(1, 10)]
    rows[place - 1][2] = '"Warm'
    found, reasons = sorted_out(save(tmp_path, table(*rows)))
    assert len(found) == 8 and list(reasons) == [place + 1] and "quote is not closed" in reasons[place + 1]


def test_a_stray_quote_does_not_swallow_rows_up_to_the_next_quote(tmp_path: Path) -> None:
    rows = [cells(number) for number in range(1, 10)]
    rows[1][2] = '"Warm'
    rows[6][2] = '"Soft, light"'
    found, reasons = sorted_out(save(tmp_path, table(*rows)))
    assert len(found) == 8 and list(reasons) == [3] and found[5].description == "Soft, light"


def test_quotes_that_mean_inches_are_kept(tmp_path: Path) -> None:
    first, second = good(save(tmp_path, table(cells(1, title='Belt 27" wide'), cells(2, title='"Soft" coat'))))
    assert (first.title, second.title) == ('Belt 27" wide', '"Soft" coat')


def test_quotes_behind_a_space_are_quotes(tmp_path: Path) -> None:
    [row] = good(
        save(tmp_path, 'id, title, link, image_link, price\n1, "Coat, long", https://x.example/, a.jpg, 5 EUR\n')
    )
    assert (row.title, row.product_id) == ("Coat, long", "1")


def test_a_quoted_cell_may_go_over_many_lines(tmp_path: Path) -> None:
    words = "\n".join(f"<li>line {number}, with a comma</li>" for number in range(300))
    rows = good(save(tmp_path, table(cells(1, description=f'"<ul class=""x"">{words}</ul>"'), cells(2))))
    assert [row.line for row in rows] == [2, 302] and rows[0].description.startswith("line 0, with a comma line 1")


@pytest.mark.parametrize(
    "before",
    ["# Required | A unique id,# Required | A title\n", "sep=,\n", "Our products, August\n\n", '"# a, b"\n# c\n'],
    ids=["Meta's comment", "Excel's separator", "a title", "comments"],
)
def test_lines_before_the_header_are_passed_over(tmp_path: Path, before: str) -> None:
    [row] = good(save(tmp_path, before + table(cells(1))))
    assert (row.product_id, row.line) == ("P1", before.count("\n") + 2)


def test_columns_of_one_name_are_all_read(tmp_path: Path) -> None:
    text = "id,title,link,image_link,image_link,price\n1,Hat,https://x.example/,a.jpg,b.jpg,5 EUR\n"
    assert good(save(tmp_path, text))[0].images == ("a.jpg", "b.jpg")


def test_line_ends_of_every_kind_part_rows(tmp_path: Path) -> None:
    for end in ("\r\n", "\r", "\n"):
        assert [row.line for row in good(save(tmp_path, table(cells(1), cells(2)).replace("\n", end)))] == [2, 3]


def test_every_row_is_seen_whatever_is_broken(tmp_path: Path) -> None:
    rows = [cells(number) for number in range(1, 200)]
    for number in range(0, 199, 3):
        rows[number][2] = ['"open', "a, b", 'a " b', '"x"y'][number % 4]
    found, reasons = sorted_out(save(tmp_path, table(*rows)))
    assert len(found) + len(reasons) == 199 and all(row.color == "Red" for row in found)


def test_a_table_without_a_required_column_is_refused_once(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="line 1: no column is price"):
        list(read_feed(save(tmp_path, "id,title,link,image_link\n1,Hat,https://x.example/,a.jpg\n")))


@pytest.mark.parametrize(("end", "currency"), [("se", "SEK"), ("no", "NOK"), ("dk", "DKK")])
def test_crowns_are_those_of_the_shops_country(tmp_path: Path, end: str, currency: str) -> None:
    path = save(tmp_path, table(*(cells(n, price="299 kr", link=f"https://shop.{end}/{n}") for n in range(3))))
    for row in good(path, Shop()):
        assert row.currency == currency and "as in the shop's country" in row.warnings[0]
