"""Feeds in which one thing is out of all proportion: a comment, a tag, a line, the rows of one style."""

import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from shopping.feeds.readers import shopify, xml_text
from shopping.feeds.readers.entries import Entry
from shopping.feeds.readers.formats import read_feed
from trendflix.core.errors import UserError

ITEM = "<item><id>{0}</id><title>Coat {0}</title><link>https://a.example/{0}</link><price>5 USD</price></item>"
HEADER = "id\ttitle\tlink\timage_link\tprice\tavailability\n"
ROW = "{0}\t{1}\thttps://a.example/{0}\thttps://a.example/{0}.jpg\t5 USD\tin stock\n"


def read(path: Path, text: str | Iterator[str]) -> list[Entry]:
    """The entries of a feed with this text."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines([text] if isinstance(text, str) else text)
    return list(read_feed(path))


@pytest.mark.parametrize("chunk", [45, 64, 97, 1 << 16])
def test_comments_and_instructions_are_left_out_wherever_a_piece_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(xml_text, "CHUNK", chunk)
    inside = ["<!-- a - b -- c ]]> <item> \n\n -->", "<?php echo '<item>' ?>", "<!--" + "-" * 60 + "-->", "<!---->"]
    data = "<item><id>9</id><title><![CDATA[<!-- kept & --> <?x?>]]></title></item>"
    text = "<rss><channel>\n" + "".join(f"{mark}{ITEM.format(at)}\n" for at, mark in enumerate(inside)) + data
    found = read(tmp_path / "feed.xml", text + "</channel></rss>")
    assert [entry.fields["id"] for entry in found] == ["0", "1", "2", "3", "9"]
    assert found[-1].fields["title"] == "<!-- kept & --> <?x?>"
    assert [entry.line for entry in found] == [4, 5, 6, 7, 8]


def test_a_comment_that_never_ends_is_the_end_of_the_feed_and_costs_no_row_before_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="line 1: broken XML"):
        read(tmp_path / "feed.xml", "<rss>" + ITEM.format(1) + "<!--" + ITEM.format(2))


@pytest.mark.parametrize("begin", ["<a b='", "<!DOCTYPE rss [ <!ELEMENT ", "<a "])
def test_a_tag_without_an_end_is_refused_by_its_line_before_it_is_held_in_memory(tmp_path: Path, begin: str) -> None:
    with pytest.raises(UserError, match=r"line [123]: (a tag has more than 1,000,000 characters|broken XML)"):
        read(tmp_path / "feed.xml", iter(["<rss>\n", begin, *["x " * 50_000] * 40]))


def test_a_line_of_thirty_million_characters_is_a_fault_and_takes_no_memory(tmp_path: Path) -> None:
    lines = [HEADER, ROW.format(1, "Coat"), *["x" * 1_000_000] * 30, "\n", ROW.format(2, "Coat")]
    tracemalloc.start()
    found = read(tmp_path / "feed.tsv", iter(lines))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(entry.fields.get("id", ""), entry.fault) for entry in found] == [
        ("1", ""),
        ("", "the line has more than 1,000,000 characters"),
        ("2", ""),
    ]
    assert [entry.line for entry in found] == [2, 3, 4] and peak < 20_000_000


def test_a_long_line_of_json_is_a_fault_of_its_own_line(tmp_path: Path) -> None:
    row = '{"title": "Coat", "url": "https://a.example/1", "price": "$5"}\n'
    found = read(tmp_path / "feed.jsonl", iter([row, '{"title": "', *["x" * 1_000_000] * 3, '"}\n', row]))
    assert [entry.fault for entry in found] == ["", "the line has more than 1,000,000 characters", ""]


def test_rows_of_one_style_beyond_what_a_shop_can_have_are_faults(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shopify, "MAX_ROWS", 3)
    header = "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
    rows = [f"coat,Coat,V,Coats,Size,{at},sku{at},10.00,https://a.example/{at}.jpg\n" for at in range(5)]
    found = read(tmp_path / "feed.csv", header + "".join(rows) + "hat,Hat,V,Hats,Size,1,sku9,5.00,\n")
    assert [entry.fields["id"] for entry in found] == ["sku0", "sku1", "sku2", "sku3", "sku4", "sku9"]
    assert [bool(entry.fault) for entry in found] == [False, False, False, True, True, False]
    assert "more than 3 rows share the handle coat" in found[3].fault


def test_a_style_of_a_thousand_rows_lists_fifty_pictures(tmp_path: Path) -> None:
    header = "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src\n"
    rows = (f"coat,Coat,V,Coats,Size,{at},sku{at},10.00,https://a.example/{at}.jpg\n" for at in range(1000))
    found = read(tmp_path / "feed.csv", header + "".join(rows))
    assert len(found) == 1000 and {len(entry.fields["image_link"].split()) for entry in found} == {50}


@pytest.mark.parametrize("column", ["[" * 100_000, "(" * 100_000, "aB" * 100_000, "a\u0301" * 100_000])
def test_a_column_with_a_name_without_end_costs_no_time(tmp_path: Path, column: str) -> None:
    names = f"{HEADER.strip()}\t{column}\n"
    began = time.process_time()
    found = read(
        tmp_path / "feed.tsv", iter([names, *(ROW.format(number, "Coat").strip() + "\tx\n" for number in range(300))])
    )
    assert len(found) == 300 and time.process_time() - began < 5


def test_a_table_of_many_columns_takes_time_by_its_cells(tmp_path: Path) -> None:
    more = "".join(f"\tcolumn {number}" for number in range(2_000))
    rows = (ROW.format(number, "Coat").strip() + "\tx" * 2_000 + "\n" for number in range(20))
    began = time.process_time()
    assert len(read(tmp_path / "feed.tsv", iter([f"{HEADER.strip()}{more}\n", *rows]))) == 20
    assert time.process_time() - began < 5
