"""Values that no shop means: halves of characters, NUL, hosts that cannot be, nesting, variants without end."""

import io
import json
import struct
from pathlib import Path

import pytest
from PIL import Image

from shopping.feeds.images.sources import keep
from shopping.feeds.imports.import_feed import feed_import
from shopping.feeds.readers import shopify_json
from shopping.models import Feed, Product
from tests.shopping.conftest import Write
from tests.shopping.feeds.helpers import sorted_out
from trendflix.jobs.models import Job, JobReportRow
from trendflix.jobs.reports import ReportRows
from vision.errors import PictureError

BASE = {"id": "1", "title": "Coat", "link": "https://a.example/1", "image_link": "images/red.jpg", "price": "5 USD"}


def lines(folder: Path, *rows: object) -> Path:
    """A feed in JSON lines."""
    path = folder / "feed.jsonl"
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
    return path


@pytest.mark.django_db
def test_halves_of_characters_and_nul_end_in_no_database(feed: Feed, write_feed: Write) -> None:
    odd = [{"title": "a\ud800b"}, {"id": "2\udfff"}, {"id": "3\0"}, {"id": "4", "brand": "\0"}]
    bad = [{"id": "5\ud800", "price": "free"}, {"id": "6\0", "link": "https://a.example/\ud800"}]
    rows = [BASE | one for one in (*odd, *bad)]
    job = Job.objects.create(kind="import_feed", subject_id=feed.pk)
    with ReportRows(job) as reported:
        report = feed_import(feed, lines(write_feed().parent, *rows), rows=reported)
    assert (report.created, report.rejected_total) == (5, 1)
    Job.objects.filter(pk=job.pk).update(result=report.as_json())
    assert Product.objects.get(product_id="1").title == "a b" and JobReportRow.objects.count() == 1


@pytest.mark.parametrize(
    "host", ["[::1", f"{'a' * 64}.example", "a..b", "-.example:99999", "xn--ü.example", "a b.example", "a\0.b:x"]
)
def test_a_host_that_cannot_be_is_a_row_of_the_report(tmp_path: Path, host: str) -> None:
    good = BASE | {"id": "2"}
    rows, reasons = sorted_out(lines(tmp_path, BASE | {"link": f"https://{host}/p"}, good))
    assert [row.product_id for row in rows] == ["2"] and "no http(s) address" in reasons[1]
    rows, reasons = sorted_out(lines(tmp_path, BASE | {"image_link": f"https://{host}/a.jpg"}, good))
    assert [row.product_id for row in rows] == ["2"] and list(reasons) == [1]


@pytest.mark.parametrize("depth", [50, 450, 900, 100_000])
@pytest.mark.parametrize("brackets", ["[]", '{"name":}'])
def test_nesting_without_end_costs_its_own_row_at_most(tmp_path: Path, depth: int, brackets: str) -> None:
    opening, closing = brackets[:-1], brackets[-1]
    deep = f'{json.dumps(BASE)[:-1]}, "size": {opening * depth}1{closing * depth}}}'
    rows, _ = sorted_out(lines(tmp_path, deep, BASE | {"id": "2"}))
    assert rows[-1].product_id == "2" and rows[0].size in ("", "1")


def test_one_endless_line_of_json_is_one_row_of_the_report(tmp_path: Path) -> None:
    rows, reasons = sorted_out(lines(tmp_path, '{"title": "' + "x" * 5_000_000 + '"}', BASE))
    assert [row.product_id for row in rows] == ["1"] and list(reasons) == [1]
    assert "more than 1,000,000 characters" in reasons[1]


def test_variants_without_end_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shopify_json, "MAX_VARIANTS", 3)
    variants = [{"id": n, "sku": f"S{n}", "price": "5"} for n in range(9)]
    product = {"handle": "h", "title": "T", "variants": variants, "images": [{"src": "https://a.example/1.jpg"}]}
    rows, reasons = sorted_out(lines(tmp_path, product))
    assert len(rows) == 3 and "9 variants: more than 3" in reasons[1]


def encoded(form: str) -> bytes:
    """A picture in a format."""
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(data, form)
    return data.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF", "TIFF"])
def test_damaged_pictures_are_refused_and_whole_ones_kept(form: str) -> None:
    data = encoded(form)
    assert keep(data, "whole")[0].endswith(".jpg")
    for cut in range(4, len(data), max(1, len(data) // 40)):
        flipped = bytes([*data[:cut], data[cut] ^ 0xFF, *data[cut + 1 :]])
        for damaged in (data[:cut], flipped):
            try:
                keep(damaged, "damaged")
            except PictureError as error:
                assert "damaged" in str(error)


def test_formats_that_no_shop_uses_are_not_opened() -> None:
    header = struct.pack("<4sIIIIIII", b"DDS ", 124, 0x1007, 40, 40, 0, 0, 0) + b"\0" * 44
    dds = header + struct.pack("<IIIIIIII", 32, 4, 0x30315844, 0, 0, 0, 0, 0) + b"\0" * 20 + struct.pack("<I", 10_000)
    for data in (dds, encoded("PPM"), encoded("ICO"), encoded("PCX")):
        with pytest.raises(PictureError, match="not a picture that can be read"):
            keep(data, "odd")
