"""What did not change is not read again, and is reported as if it had been."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from shopping.feeds import Entry, FeedRow, row_of
from shopping.feeds.imports import import_feed, row_keys, row_spool
from shopping.feeds.imports.import_feed import feed_import
from shopping.models import Feed, Product
from tests.shopping.conftest import Write, item

pytestmark = pytest.mark.django_db
Read = Callable[[], list[str]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Ids of the rows whose values were read since it was asked last."""
    seen: list[str] = []

    def noted(entry: Entry) -> FeedRow:
        seen.append(entry.fields["id"])
        return row_of(entry)

    def told() -> list[str]:
        found = seen.copy()
        seen.clear()
        return found

    monkeypatch.setattr(row_spool, "row_of", noted)
    return told


def told(report: Any) -> dict[str, Any]:
    """A report without what an import that changes nothing says otherwise."""
    kept = ("seen", "rejected", "rejected_total", "warnings", "warnings_total")
    return {name: value for name, value in report.as_json().items() if name in kept}


def test_of_a_file_that_is_live_no_row_is_read_and_the_report_is_the_same(
    feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_feed(item(1), item(2, price="free"), item(3, availability="perhaps"), item(1), item(4))
    first = feed_import(feed, path)
    monkeypatch.setattr(import_feed, "read_feed", lambda *args: pytest.fail("the file was read"))
    again = feed_import(feed, path)
    assert told(again) == told(first) and (again.created, again.updated, again.unchanged) == (0, 0, 3)
    assert again.rejected_total == 2 and again.warnings_total == 1 and again.unavailable == 0
    assert Feed.objects.get().state == "live"


def test_a_product_that_somebody_removed_comes_back_with_the_same_file(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2))
    feed_import(feed, path)
    Product.objects.filter(product_id="P2").delete()
    assert (feed_import(feed, path).created, Product.objects.count()) == (1, 2)


def test_a_file_is_read_again_when_its_feed_says_something_else_of_it(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1, kind="Things > Own"))
    feed_import(feed, path)
    feed.categories = {"things > own": "dress"}
    feed.save()
    assert feed_import(feed, path).updated == 1
    assert Product.objects.get().category == "dress"


def test_only_the_rows_that_changed_are_read(feed: Feed, write_feed: Write, read: Read) -> None:
    feed_import(feed, write_feed(item(1), item(2), item(3)))
    read()
    report = feed_import(feed, write_feed(item(3), item(2, price="1 USD"), item(1)))
    assert read() == ["P2"] and (report.updated, report.unchanged) == (1, 2)


def test_all_rows_are_read_once_when_the_code_that_reads_them_changed(
    feed: Feed, write_feed: Write, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_import(feed, write_feed(item(1), item(2)))
    monkeypatch.setattr(row_keys, "code_digest", lambda: "new")
    read()
    for number, wanted in ((3, ["P1", "P2", "P3"]), (4, ["P4"])):
        report = feed_import(feed, write_feed(*(item(n) for n in range(1, number + 1))))
        assert read() == wanted and report.unchanged == number - 1


def test_a_row_with_a_warning_is_read_and_warned_of_each_time(feed: Feed, write_feed: Write, read: Read) -> None:
    odd = item(1, availability="perhaps")
    feed_import(feed, write_feed(odd))
    read()
    report = feed_import(feed, write_feed(odd, item(2)))
    assert read() == ["P1", "P2"] and (report.unchanged, report.warnings_total) == (1, 1)


def test_a_product_that_was_away_is_to_be_had_again_by_the_same_row(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1), item(2), item(3)))
    feed_import(feed, write_feed(item(1), item(2)))
    assert not Product.objects.get(product_id="P3").available
    assert feed_import(feed, write_feed(item(1), item(2), item(3))).updated == 1
    assert Product.objects.get(product_id="P3").available


def test_a_row_that_was_refused_meanwhile_is_read_when_it_is_right_again(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1), item(2)))
    refused = write_feed(item(1), item(2, price="free"))
    for _ in range(2):
        report = feed_import(feed, refused)
        assert (report.unchanged, report.rejected_total) == (1, 1) and Product.objects.filter(
            available=True
        ).count() == 2
    report = feed_import(feed, write_feed(item(1), item(2)))
    assert (report.unchanged, report.updated, report.rejected_total) == (2, 0, 0)


def test_a_lost_picture_of_an_unchanged_file_is_told_with_its_line(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2, "blue"))
    feed_import(feed, path)
    (path.parent / "images" / "blue.jpg").unlink()
    report = feed_import(feed, path)
    assert [(row["line"], row["id"]) for row in report.warnings] == [(4, "P2")] and report.unchanged == 2


def test_a_file_that_went_live_before_another_is_read_again(feed: Feed, write_feed: Write) -> None:
    Feed.objects.update(max_loss=1.0)
    feed.refresh_from_db()
    first, other = write_feed(item(1), item(2)), write_feed(item(2, price="1 USD"), item(3), name="other.xml")
    for path in (first, other, first):
        feed_import(feed, path)
    there = Product.objects.filter(available=True).values_list("product_id", "price")
    assert {product_id: int(price) for product_id, price in there} == {"P1": 15, "P2": 15}


def test_what_a_file_said_is_kept_no_longer_than_its_feed(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    from shopping.feeds.imports.kept import kept_remove

    feed_import(feed, write_feed(item(1)))
    files: Iterator[Path] = (data_folder / "media" / "feeds" / "told").iterdir()
    assert [path.stem for path in files] == [str(feed.pk)]
    kept_remove(feed.pk)
    assert not list((data_folder / "media" / "feeds" / "told").iterdir())
