"""The bench of feeds: what it makes up, and that nothing of it stays."""

from pathlib import Path

import pytest

from shopping.feeds import read_feed, row_of
from shopping.models import Feed, Product
from trendflix.bench import feed
from trendflix.bench.factories import feed_rows_write


def test_every_row_that_is_made_up_can_be_used(tmp_path: Path) -> None:
    rows = [row_of(entry) for entry in read_feed(feed_rows_write(tmp_path / "feed.xml", 60))]
    assert len({row.product_id for row in rows}) == 60 and len({row.item_group_id for row in rows}) == 15
    assert all(row.category for row in rows)
    assert not any(row.warnings for row in rows)


@pytest.mark.django_db
def test_an_import_is_measured_and_forgotten() -> None:
    figures = feed.measure(40, is_killed=False)
    assert figures["rows"] == 40 and figures["same_to_new"] > 0 and figures["peak_mib"] >= figures["new_peak_mib"] > 20
    assert not Feed.objects.exists() and not Product.objects.exists()
