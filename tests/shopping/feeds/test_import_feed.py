"""Importing feeds: once, again, and when something is wrong."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from shopping.feeds.imports import import_feed
from shopping.feeds.imports.import_feed import feed_import
from shopping.feeds.imports.requests import feed_queue
from shopping.models import Feed, Product, ProductImage
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


def counts(feed: Feed, path: Path) -> tuple[int, ...]:
    """Import; (seen, created, updated, unchanged, unavailable, rejected)."""
    report = feed_import(feed, path)
    return report.seen, report.created, report.updated, report.unchanged, report.unavailable, len(report.rejected)


def test_a_feed_becomes_products_with_pictures(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    assert counts(feed, write_feed(item(1), item(2, "blue"))) == (2, 2, 0, 0, 0, 0)
    product = Product.objects.get(product_id="P2")
    assert (product.title, product.category, product.available) == ("blue thing 2", "top", True)
    assert (data_folder / "media" / product.images.get().file).is_file()


def test_the_same_feed_again_changes_nothing(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2))
    feed_import(feed, path)
    before = list(ProductImage.objects.values())
    assert counts(feed, path) == (2, 0, 0, 2, 0, 0)
    assert list(ProductImage.objects.values()) == before


def test_a_feed_is_a_snapshot(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1), item(2)))
    assert counts(feed, write_feed(item(1, price="16.00 USD"), item(3))) == (2, 1, 1, 0, 1, 0)
    assert not Product.objects.get(product_id="P2").available
    assert counts(feed, write_feed(item(1, price="16.00 USD"), item(2), item(3)))[2] == 1
    assert Product.objects.get(product_id="P2").available


def test_what_is_out_of_stock_is_kept_but_not_available(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1, availability="out_of_stock")))
    assert not Product.objects.get().available


def test_bad_rows_are_reported_and_good_ones_kept(feed: Feed, write_feed: Write) -> None:
    report = feed_import(
        feed, write_feed(item(1), item(2, price="free"), item(1), item(4, image_link="images/none.jpg"))
    )
    assert report.created == 1
    assert [(row["line"], row["id"]) for row in report.rejected] == [(4, "P2"), (5, "P1"), (6, "P4")]
    assert "is no price" in report.rejected[0]["reason"] and "twice" in report.rejected[1]["reason"]
    assert "images/none.jpg: there is no such picture" in report.rejected[2]["reason"]


def test_a_feed_that_breaks_off_changes_nothing(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1)))
    path = write_feed(item(1, price="99.00 USD"), item(2))
    path.write_text(path.read_text().replace("</channel>", "<item>"))
    report = feed_import(feed, path)
    assert report.hold is not None and "breaks off after 2 rows" in report.hold["reason"]
    assert "broken XML" in report.hold["reason"] and report.as_json()["held"]["rows"] == 2
    assert [(p.product_id, int(p.price)) for p in Product.objects.all()] == [("P1", 15)]


def test_a_first_feed_that_breaks_off_becomes_no_products(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2))
    path.write_text(path.read_text().replace("</channel>", "<item>"))
    with pytest.raises(UserError, match="broken XML"):
        feed_import(feed, path)
    assert not Product.objects.exists() and Feed.objects.get().state == "failed"


@pytest.mark.parametrize("image", ["../secret.jpg", "/etc/passwd", "images/../../secret.jpg", "file:///etc/passwd"])
def test_a_picture_outside_the_feeds_folder_is_refused(
    feed: Feed, write_feed: Write, tmp_path: Path, image: str
) -> None:
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    report = feed_import(feed, write_feed(item(1, image_link=image)))
    assert (report.created, [row["id"] for row in report.rejected]) == (0, ["P1"])
    assert not ProductImage.objects.exclude(file="").exists()


def test_only_a_changed_picture_loses_its_vector(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2, "blue"))
    feed_import(feed, path)
    ProductImage.objects.update(vector=b"xx", model="m")
    red, green = (path.parent / "images" / name for name in ("red.jpg", "green.jpg"))
    red.write_bytes(green.read_bytes())
    feed_import(feed, path)
    assert {i.product.product_id: i.model for i in ProductImage.objects.all()} == {"P1": "", "P2": "m"}


def test_a_product_without_one_good_picture_is_refused(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2, "blue"))
    (path.parent / "images" / "red.jpg").write_bytes(b"words")
    report = feed_import(feed, path)
    assert report.created == 1 and [row["id"] for row in report.rejected] == ["P1"]
    assert "images/red.jpg: not a picture" in report.rejected[0]["reason"]
    assert counts(feed, path) == (2, 0, 0, 1, 0, 1)


def test_a_product_with_another_picture_is_kept_with_a_warning(feed: Feed, write_feed: Write) -> None:
    report = feed_import(feed, write_feed(item(1, image_link="none.jpg", additional_image_link="images/red.jpg")))
    assert (report.created, report.rejected) == (1, [])
    assert report.warnings == [{"line": 3, "id": "P1", "reason": "none.jpg: there is no such picture."}]
    assert [bool(image.file) for image in ProductImage.objects.order_by("position")] == [False, True]


def test_a_picture_that_was_there_stays_when_its_file_is_lost(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1))
    feed_import(feed, path)
    (path.parent / "images" / "red.jpg").unlink()
    report = feed_import(feed, path)
    assert (report.unchanged, len(report.warnings), report.rejected) == (1, 1, [])
    assert Product.objects.get().available and ProductImage.objects.exclude(file="").exists()


def test_a_stored_picture_that_was_lost_is_stored_again(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    path = write_feed(item(1))
    feed_import(feed, path)
    stored = data_folder / "media" / ProductImage.objects.get().file
    stored.unlink()
    feed_import(feed, path)
    assert stored.is_file()


def test_pictures_that_the_feed_no_longer_names_go(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1, additional_image_link="images/blue.jpg")))
    feed_import(feed, write_feed(item(1)))
    assert ProductImage.objects.get().source == "images/red.jpg"


def test_a_product_sold_as_something_else_is_looked_at_anew(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1), item(2)))
    ProductImage.objects.update(vector=b"xx", model="m")
    feed_import(feed, write_feed(item(1, kind="Bottoms > Pants"), item(2, price="1 USD")))
    assert {i.product.product_id: i.model for i in ProductImage.objects.all()} == {"P1": "", "P2": "m"}


def test_a_crash_between_batches_loses_nothing(feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_feed, "BATCH", 2)
    path = write_feed(*(item(n) for n in range(5)))

    def dies(stage: str, fraction: float) -> None:
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        feed_import(feed, path, dies)
    assert 0 < Product.objects.count() < 5
    feed_import(feed, path)
    assert Product.objects.count() == ProductImage.objects.count() == 5


def test_without_a_name_the_same_file_is_the_same_feed(write_feed: Write) -> None:
    first, other = write_feed(item(1)), write_feed(item(1), name="summer.xml")
    assert feed_queue(first)[0] == feed_queue(first)[0] != feed_queue(other)[0]
    assert set(Feed.objects.values_list("name", flat=True)) == {"shop", "summer"}


def test_an_address_for_a_name_is_the_shops_own(write_feed: Write) -> None:
    feed, _ = feed_queue(write_feed(item(1)), "https://acme.example/x")
    assert (feed.name, feed.shop_url) == ("acme.example", "https://acme.example")


def test_the_command_prints_the_report_and_owes_what_follows(write_feed: Write) -> None:
    out = StringIO()
    call_command("import_feed", str(write_feed(item(1), item(2, "blue"))), "--wait", "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert {key: report[key] for key in ("seen", "created", "rejected")} == {"seen": 2, "created": 2, "rejected": []}
    assert Feed.objects.get().name == "shop"
    assert {job.kind: job.status for job in Job.objects.all()} == {"import_feed": "done", "embed": "done"}
    assert not ProductImage.objects.filter(vector__isnull=True).exists()


def test_without_waiting_the_command_only_queues(write_feed: Write) -> None:
    out = StringIO()
    call_command("import_feed", str(write_feed(item(1))), "--source", "Luma", stdout=out)
    assert "Luma: queued as job" in out.getvalue() and not Product.objects.exists()


@pytest.mark.parametrize(("name", "reason"), [("none.xml", "no such feed"), ("broken.xml", "broken XML")])
def test_the_command_fails_in_one_line(write_feed: Write, name: str, reason: str) -> None:
    folder = write_feed(item(1)).parent
    (folder / "broken.xml").write_text("<rss><item>")
    with pytest.raises(CommandError, match=reason):
        call_command("import_feed", str(folder / name), "--wait")


def test_a_feed_without_one_good_row_is_a_failure(write_feed: Write) -> None:
    with pytest.raises(CommandError, match="not one row could be used"):
        call_command("import_feed", str(write_feed(item(1, price="free"))), "--wait", stdout=StringIO())


def test_importing_asks_no_more_queries_for_more_rows(
    feed: Feed, write_feed: Write, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = write_feed(*(item(n) for n in range(30)))
    with django_assert_max_num_queries(37):
        feed_import(feed, path)
    with django_assert_max_num_queries(33):
        feed_import(feed, path)
    imported = Feed.objects.get().imported
    assert imported is not None and imported <= timezone.now()
