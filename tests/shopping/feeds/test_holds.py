"""What an import does with a file that should not be believed: it is held, with numbers, until a person decides."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from shopping.feeds.imports.import_feed import feed_import, feed_import_job
from shopping.feeds.imports.report import MAX_LISTED, Report
from shopping.feeds.imports.requests import feed_accept, feed_discard, feed_queue
from shopping.models import Feed, Product
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db
HEADER = "id,title,link,image_link,price,availability,product_type,size"


def live() -> set[str]:
    """Ids of the products that can be shown."""
    return set(Product.objects.filter(available=True).values_list("product_id", flat=True))


def table(folder: Path, *rows: str, name: str = "feed.csv", end: str = "\n") -> Path:
    """A table beside the pictures, whose last line ends as told."""
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + end, encoding="utf-8")
    return path


def row(number: int, price: str = "19.90 EUR") -> str:
    """A row of a table."""
    return f"P{number},Red tee {number},https://shop.example/{number},images/red.jpg,{price},in_stock,Tops > Tees,M"


@pytest.fixture
def twenty(feed: Feed, write_feed: Write) -> Path:
    """The folder of a feed of twenty live products."""
    path = write_feed(*(item(n) for n in range(20)))
    feed_import(feed, path)
    return path.parent


def held(feed: Feed, path: Path) -> dict[str, object]:
    """Import; why it was held, while nothing changed."""
    before = list(Product.objects.order_by("pk").values())
    report = feed_import(feed, path)
    assert list(Product.objects.order_by("pk").values()) == before and len(live()) == 20
    feed.refresh_from_db()
    assert report.hold is not None and feed.state == "held" and feed.reason == report.hold["reason"]
    assert report.as_json()["held"] == report.hold
    return report.hold


def test_a_table_with_nothing_but_its_header_is_held(feed: Feed, twenty: Path) -> None:
    found = held(feed, table(twenty))
    assert found["reason"] == "the file has no rows"
    assert (found["live"], found["would_remain"], found["lost"], found["seen"]) == (20, 0, 20, 0)


def test_a_file_of_which_no_row_can_be_used_is_held(feed: Feed, twenty: Path) -> None:
    found = held(feed, table(twenty, *(row(n, "free") for n in range(20))))
    assert "not one of 20 rows can be used; first: line 2" in str(found["reason"])
    assert (found["seen"], found["rows"], found["rejected"]) == (20, 0, 20)


def test_a_loss_of_more_than_half_is_held_with_its_numbers(feed: Feed, twenty: Path) -> None:
    found = held(feed, table(twenty, *(row(n) for n in range(9)), row(30)))
    assert found["reason"] == "11 of 20 live products are missing from it, more than 50%"
    assert (found["live"], found["would_remain"], found["lost"], found["new"], found["rows"]) == (20, 9, 11, 1, 10)


@pytest.mark.parametrize("last", [row(19)[:60], row(19)[:-1].rpartition(",")[0], 'P19,"Red tee'])
def test_a_table_that_ends_in_the_middle_of_a_row_is_held(feed: Feed, twenty: Path, last: str) -> None:
    found = held(feed, table(twenty, *(row(n) for n in range(19)), last, end=""))
    assert found["reason"] == "the file is cut short: line 21: the file ends in the middle of a row"


def test_json_lines_that_end_in_the_middle_of_one_are_held(feed: Feed, twenty: Path) -> None:
    path = twenty / "feed.jsonl"
    path.write_text("\n".join(json.dumps(item(n)) for n in range(20))[:-30])
    assert "cut short" in str(held(feed, path)["reason"])


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_table_without_a_last_newline_is_whole(feed: Feed, twenty: Path, end: str) -> None:
    long = row(19).replace("Red tee 19", '"Red\ntee 19"')
    assert feed_import(feed, table(twenty, *(row(n) for n in range(19)), long, end=end)).hold is None


def test_a_last_row_with_a_comma_too_many_is_rejected_and_nothing_else(feed: Feed, twenty: Path) -> None:
    report = feed_import(feed, table(twenty, *(row(n) for n in range(19)), row(19).replace("tee", "tee, red"), end=""))
    assert (report.hold, report.rejected_total, len(live())) == (None, 1, 20)


def test_a_first_feed_that_is_cut_short_is_taken_with_a_warning(feed: Feed, write_feed: Write) -> None:
    report = feed_import(feed, table(write_feed().parent, row(1), row(2)[:40], end=""))
    assert (report.created, report.hold) == (1, None) and "middle of a row" in report.warnings[-1]["reason"]


def test_xml_and_json_that_break_off_are_held(feed: Feed, twenty: Path) -> None:
    xml = (twenty / "feed.xml").read_text()
    (twenty / "feed.xml").write_text(xml[: len(xml) * 3 // 4])
    assert "breaks off after 15 rows" in str(held(feed, twenty / "feed.xml")["reason"])
    path = twenty / "feed.json"
    path.write_text(json.dumps([item(n) for n in range(20)])[:-100])
    assert "breaks off" in str(held(feed, path)["reason"])


def test_a_loss_of_half_is_not_held(feed: Feed, twenty: Path) -> None:
    report = feed_import(feed, table(twenty, *(row(n) for n in range(10))))
    assert report.hold is None and report.unavailable == 10 and len(live()) == 10


def test_a_feed_may_have_its_own_limit(feed: Feed, twenty: Path, settings: Settings) -> None:
    feed.max_loss = 0.1
    assert held(feed, table(twenty, *(row(n) for n in range(17))))["lost"] == 3
    feed.max_loss, settings.FEED_HOLD_LOSS = None, 0.2
    assert feed_import(feed, table(twenty, *(row(n) for n in range(17)))).hold is None


def test_a_loss_of_all_is_let_through_where_the_limit_is_all(feed: Feed, twenty: Path) -> None:
    feed.max_loss = 1.0
    assert feed_import(feed, table(twenty, row(30))).unavailable == 20


def test_a_first_import_is_never_held(feed: Feed, write_feed: Write) -> None:
    report = feed_import(feed, table(write_feed().parent, row(1), row(2, "free")))
    assert (report.created, report.rejected_total, report.hold) == (1, 1, None)
    assert Feed.objects.get().state == "live"


def test_a_first_feed_of_nothing_usable_has_failed(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, table(write_feed().parent, row(1, "free")))
    feed.refresh_from_db()
    assert feed.state == "failed" and "not one row could be used; first: line 2" in feed.reason
    assert feed.imported is None


def test_products_that_are_sold_out_but_named_are_not_lost(feed: Feed, twenty: Path) -> None:
    rows = [row(n).replace("in_stock", "out_of_stock") for n in range(20)]
    assert feed_import(feed, table(twenty, *rows)).hold is None and live() == set()


def test_a_known_product_whose_row_is_rejected_stays_as_it_was(feed: Feed, twenty: Path) -> None:
    report = feed_import(feed, table(twenty, *(row(n, "free" if n else "5.00 EUR") for n in range(20))))
    assert (report.updated, report.rejected_total, report.unavailable, report.hold) == (1, 19, 0, None)
    assert len(live()) == 20 and Product.objects.get(product_id="P7").price == 15


def test_what_is_held_is_applied_once_when_it_is_accepted(feed: Feed, twenty: Path) -> None:
    few = table(twenty, row(1), row(2))
    _, job = feed_queue(few, feed.name)
    assert feed_import_job(job, silent)["held"]["lost"] == 18
    Job.objects.all().delete()
    feed.refresh_from_db()
    result = feed_import_job(feed_accept(feed), silent)
    assert (result["updated"], result["unavailable"], live()) == (2, 18, {"P1", "P2"}) and "held" not in result
    feed.refresh_from_db()
    assert (feed.state, feed.reason, feed.numbers) == ("live", "", {})


def test_accepting_holds_for_the_very_file_that_was_held(feed: Feed, twenty: Path) -> None:
    feed_queue(few := table(twenty, row(1), row(2)), feed.name)
    held(feed, few)
    job = feed_accept(feed)
    table(twenty, row(1))
    assert feed_import_job(job, silent)["held"]["lost"] == 19 and len(live()) == 20


def test_what_is_held_can_be_discarded(feed: Feed, twenty: Path) -> None:
    good = feed_queue(twenty / "feed.xml", feed.name)[1]
    feed_import_job(good, silent)
    feed_import_job(feed_queue(table(twenty), feed.name)[1], silent)
    Job.objects.all().delete()
    feed.refresh_from_db()
    feed_discard(feed)
    feed.refresh_from_db()
    assert (feed.state, feed.reason, feed.path) == ("live", "", str(twenty / "feed.xml"))
    assert (twenty / "feed.csv").is_file(), "a file that is not ours is not removed"


def test_a_good_file_is_the_same_feed_though_another_is_held(feed: Feed, twenty: Path) -> None:
    feed_import_job(feed_queue(twenty / "feed.xml", feed.name)[1], silent)
    feed_import_job(feed_queue(table(twenty), feed.name)[1], silent)
    assert feed_queue(twenty / "feed.xml")[0].pk == feed.pk


def test_nothing_is_accepted_or_discarded_where_nothing_is_held(feed: Feed) -> None:
    with pytest.raises(UserError, match="nothing is held"):
        feed_accept(feed)
    with pytest.raises(UserError, match="nothing to discard"):
        feed_discard(feed)


def test_the_next_good_file_ends_the_hold(feed: Feed, twenty: Path) -> None:
    held(feed, table(twenty))
    feed_import(feed, table(twenty, *(row(n) for n in range(20))))
    feed.refresh_from_db()
    assert (feed.state, feed.reason, feed.numbers) == ("live", "", {})


def test_a_file_that_is_no_feed_has_failed_and_what_was_live_stays(feed: Feed, twenty: Path) -> None:
    path = twenty / "feed.csv"
    path.write_text("dear shop\nplease pay\n")
    with pytest.raises(UserError):
        feed_import(feed, path)
    feed.refresh_from_db()
    assert feed.state == "failed" and len(live()) == 20


def test_the_command_ends_with_an_error_and_the_numbers_where_it_is_held(feed: Feed, twenty: Path) -> None:
    out = StringIO()
    path = str(table(twenty, row(1)))
    with pytest.raises(CommandError, match=r"^Shop: held, nothing was changed: 19 of 20 .*20 live, 1 would remain.*$"):
        call_command("import_feed", path, "--source", "Shop", "--wait", "--json", stdout=out)
    assert json.loads(out.getvalue())["held"]["lost"] == 19 and len(live()) == 20
    assert set(Job.objects.values_list("kind", flat=True)) == {"import_feed"}, "nothing follows"
    call_command("import_feed", path, "--source", "Shop", "--wait", "--json", "--accept-loss", stdout=StringIO())
    assert live() == {"P1"}


def test_every_row_is_accounted_for_whatever_stands_in_it(feed: Feed, write_feed: Write) -> None:
    folder = write_feed(item(1)).parent
    rows = [
        row(1),
        row(1),  # the same id again
        row(2, "free"),
        row(3).replace("images/red.jpg", "images/none.jpg"),
        row(4).replace("https://", "ftp://"),
        '"P5","a ""quoted"" tee, red",https://shop.example/5,images/red.jpg,19 EUR,in_stock,Tees,M',
        "P6,Red, with a comma,https://shop.example/6,images/red.jpg,19 EUR,in_stock,Tees,M",
        "P7,short",
        ",,,,,,,",
        ",no id,https://shop.example/8,images/red.jpg,19 EUR,in_stock,Tees,M",
    ]
    report = feed_import(feed, table(folder, *rows)).as_json()
    taken = report["created"] + report["updated"] + report["unchanged"]
    assert report["seen"] == taken + report["rejected_total"] and report["created"] == Product.objects.count()
    assert set(Product.objects.values_list("product_id", flat=True)) >= {"P1", "P5"}
    again = feed_import(feed, table(folder, *rows)).as_json()
    assert again["seen"] == again["unchanged"] + again["rejected_total"] == report["seen"]


def test_a_row_that_is_not_accounted_for_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="of 3 rows 2 are accounted for"):
        Report(seen=3, created=2).as_json()


def test_a_report_names_a_thousand_rows_and_counts_them_all() -> None:
    report = Report(seen=MAX_LISTED + 5)
    for line in range(MAX_LISTED + 5):
        report.reject(line, "id" * 100, "reason " * 100)
    found = report.as_json()
    assert (len(found["rejected"]), found["rejected_total"]) == (MAX_LISTED, MAX_LISTED + 5)
    assert len(found["rejected"][0]["reason"]) <= 300 and len(found["rejected"][0]["id"]) <= 100


def test_a_product_that_its_shop_makes_a_draft_is_taken_off(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1)).with_name("shop.csv")
    Feed.objects.filter(pk=feed.pk).update(shop_url="https://shop.example")
    feed.refresh_from_db()
    for status in ("active", "draft"):
        lines = ["Handle,Title,Vendor,Type,Published,Variant SKU,Variant Price,Image Src,Status"]
        lines += [f"tee-{n},Tee {n},Us,Tops,true,T{n},10,images/red.jpg,active" for n in (1, 2)]
        lines += [f"tee-3,Tee 3,Us,Tops,true,T3,10,images/red.jpg,{status}"]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        report = feed_import(feed, path)
    assert live() == {"T1", "T2"} and report.unavailable == 1
    assert [row["id"] for row in report.as_json()["rejected"]] == ["T3"]


def test_every_row_of_a_report_is_kept_though_the_result_names_a_thousand(
    feed: Feed, twenty: Path, settings: Settings
) -> None:
    feed.path = str(table(twenty, *(row(n) for n in range(20)), *(row(n, "no price") for n in range(30, 1_600))))
    feed.save()
    job = Job.objects.create(kind="import_feed", subject_id=feed.pk)
    result = feed_import_job(job, silent)
    assert len(result["rejected"]) == MAX_LISTED and result["rejected_total"] == 1_570
    assert job.report_rows.filter(level="rejected").count() == 1_570
    settings.JOB_REPORT_ROWS = 10
    feed_import_job(job, silent)
    assert job.report_rows.filter(level="rejected").count() == 10
