"""Tables of affiliate networks: what their columns mean is guessed, shown, confirmed, and kept."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from shopping.admin.feed_preview import preview
from shopping.feeds.imports.import_feed import feed_import, feed_import_job
from shopping.feeds.imports.requests import feed_columns_confirm
from shopping.feeds.imports.samples import sample_of
from shopping.models import Feed, Product
from tests.shopping.conftest import Write, item
from tests.shopping.feeds.helpers import SHOP
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db
HEADER = "aw_deep_link,product_name,aw_product_id,merchant_image_url,search_price,currency,merchant_category,custom_1"


def awin(folder: Path, *, header: str = HEADER, count: int = 7) -> Path:
    """A table as Awin writes them."""
    rows = [
        f"https://www.awin.example/pclick?p={n},Blue tee {n},A{n},images/blue.jpg,{n + 10}.50,EUR,Clothing > Tees,x"
        for n in range(count)
    ]
    path = folder / "datafeed.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(write_feed: Write) -> Path:
    """Where the pictures lie."""
    return write_feed().parent


def test_a_table_of_a_network_waits_until_its_columns_are_confirmed(feed: Feed, folder: Path) -> None:
    report = feed_import(feed, awin(folder)).as_json()
    assert report["needs_confirmation"]["aw_product_id"] == "id" and report["seen"] == 0
    feed.refresh_from_db()
    assert (feed.state, feed.columns_confirmed, Product.objects.count()) == ("columns", False, 0)
    assert feed.sample[0] == HEADER.split(",") and len(feed.sample) == 8


def test_the_preview_shows_what_the_first_rows_would_become(feed: Feed, folder: Path) -> None:
    feed_import(feed, awin(folder))
    feed.refresh_from_db()
    rows = preview(feed)
    assert [one.row.product_id for one in rows if one.row] == [f"A{n}" for n in range(7)]
    assert (rows[0].price, rows[0].row.category if rows[0].row else "") == ("€10.50", "top")
    feed.columns = {name: field for name, field in feed.columns.items() if field != "price"}
    assert {one.reason for one in preview(feed)} == {"price is missing"}


def test_the_preview_is_in_words_of_the_reader_and_tells_of_sales(feed: Feed, write_feed: Write) -> None:
    feed.sample = sample_of(write_feed(item(1, sale_price="9 USD"), item(2, availability="out of stock")), "auto", SHOP)
    with override("de"):
        one, other = preview(feed)
        assert (one.category, one.availability, other.availability) == ("Oberteil", "Auf Lager", "Ausverkauft")
        assert (one.sale_price, one.price, other.sale_price) == ("9,00\xa0$", "15,00\xa0$", "")


def test_confirmed_columns_are_kept_for_the_next_import(feed: Feed, folder: Path) -> None:
    path = awin(folder)
    Feed.objects.filter(pk=feed.pk).update(path=str(path))
    feed_import(feed, path)
    feed.refresh_from_db()
    assert feed_import_job(feed_columns_confirm(feed, feed.columns), silent)["created"] == 7
    feed.refresh_from_db()
    assert (feed.state, feed.columns_confirmed) == ("live", True)
    assert feed_import(feed, path).unchanged == 7


def test_a_column_of_a_strange_name_can_be_mapped(feed: Feed, folder: Path) -> None:
    path = awin(folder, header=HEADER.replace("search_price", "what it costs"))
    Feed.objects.filter(pk=feed.pk).update(path=str(path))
    assert "what it costs" not in (feed_import(feed, path).columns or {})
    feed.refresh_from_db()
    job = feed_columns_confirm(feed, feed.columns | {"what it costs": "price"})
    assert feed_import_job(job, silent)["created"] == 7 and Product.objects.get(product_id="A3").price == 13.5


def test_a_table_that_lost_a_confirmed_column_is_asked_about_again(feed: Feed, folder: Path) -> None:
    feed_import(feed, awin(folder), accept=True)
    feed.refresh_from_db()
    assert feed.state == "live" and feed.columns_confirmed
    report = feed_import(feed, awin(folder, header=HEADER.replace("aw_product_id", "merchant_product_id")))
    assert report.columns is not None and report.columns["merchant_product_id"] == "id"
    assert Product.objects.filter(available=True).count() == 7


def test_a_table_with_googles_own_names_needs_no_confirmation(feed: Feed, folder: Path) -> None:
    header = "link,title,id,image_link,price,currency,product_type,custom_1"
    assert feed_import(feed, awin(folder, header=header)).created == 7


def test_the_command_says_what_was_guessed_and_takes_a_word_for_it(feed: Feed, folder: Path) -> None:
    path = str(awin(folder, header=HEADER.replace("search_price", "what it costs")))
    with pytest.raises(CommandError, match="its columns were guessed.*aw_product_id=id.*--accept"):
        call_command("import_feed", path, "--source", "Shop", "--wait", stdout=StringIO())
    assert not Product.objects.exists()
    guessed = [f"--column={theirs}={ours}" for theirs, ours in Feed.objects.get().columns.items()]
    call_command(
        "import_feed", path, "--source", "Shop", "--wait", *guessed, "--column=what it costs=price", stdout=StringIO()
    )
    assert Product.objects.count() == 7


def test_the_command_accepts_a_guess(feed: Feed, folder: Path) -> None:
    call_command("import_feed", str(awin(folder)), "--source", "Shop", "--wait", "--accept", stdout=StringIO())
    assert Product.objects.count() == 7 and Feed.objects.get().columns_confirmed


def test_columns_are_confirmed_in_the_admin(client: Client, carol: User, feed: Feed, folder: Path) -> None:
    path = awin(folder, header=HEADER.replace("search_price", "what it costs"))
    Feed.objects.filter(pk=feed.pk).update(path=str(path))
    feed_import(feed, path)
    client.force_login(carol)
    page = client.get(f"/admin/shopping/feed/{feed.pk}/change/").content.decode()
    assert "needs confirmation</span>" in page and "rejected: price is missing" in page
    fields = {f"column{at}": feed_columns(feed).get(name, "") for at, name in enumerate(HEADER.split(","))}
    columns = f"/admin/shopping/feed/{feed.pk}/columns/"
    assert "No column is price." in client.post(columns, {**fields, "confirm": ""}, follow=True).content.decode()
    fields["column4"] = "price"
    page = client.post(columns, {**fields, "preview": ""}, follow=True).content.decode()
    assert "€10.50" in page and not Job.objects.exists()
    client.post(columns, {**fields, "confirm": ""})
    assert feed_import_job(Job.objects.get(), silent)["created"] == 7


def feed_columns(feed: Feed) -> dict[str, str]:
    """What was guessed."""
    feed.refresh_from_db()
    return dict(feed.columns)
