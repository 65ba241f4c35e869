"""What a run changed can be undone: the file of an earlier import is imported again."""

from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from shopping.feeds.imports import kept
from shopping.feeds.imports.import_feed import feed_import
from shopping.feeds.imports.kept import kept_folder, kept_sweep
from shopping.feeds.imports.requests import feed_roll_back, feeds_delete
from shopping.feeds.selectors import rollbacks_of
from shopping.models import Feed, FeedRun, Product
from tests.shopping.conftest import Write, item
from tests.shopping.feeds.fetching.conftest import Bytes, FeedServer, fetch
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.runner import job_run

pytestmark = pytest.mark.django_db


def prices() -> dict[str, str]:
    """Price of each product that can be shown."""
    rows = Product.objects.filter(available=True).values_list("product_id", "price")
    return {product_id: f"{price:.0f}" for product_id, price in rows}


def back(feed: Feed, run: FeedRun) -> Job:
    """Roll back to a run, to the end."""
    job = job_run(feed_roll_back(feed, run).pk)
    feed.refresh_from_db()
    assert job is not None
    return job


def test_an_import_is_undone_and_its_file_is_not_taken_again(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1, 2, 3)
    fetch(feed)
    before, first = prices(), FeedRun.objects.get()
    server.data = write(2, 3, 4, price="1.00 USD")
    fetch(feed)
    assert prices() == {"P2": "1", "P3": "1", "P4": "1"}
    job = back(feed, first)
    assert prices() == before and feed.state == "live"
    assert (job.result["updated"], job.result["unavailable"]) == (3, 1)
    assert not fetch(feed).result["changed"] and prices() == before
    server.data = write(5, 2, 3)
    fetch(feed)
    assert set(prices()) == {"P5", "P2", "P3"}, "a file that is new is taken"


def test_a_rollback_can_be_rolled_back(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1)
    fetch(feed)
    server.data = write(1, 2)
    fetch(feed)
    second, first = FeedRun.objects.all()
    back(feed, first)
    back(feed, second)
    assert set(prices()) == {"P1", "P2"}
    with pytest.raises(UserError, match="that file is live"):
        feed_roll_back(feed, second)


def test_a_file_of_the_server_is_kept_as_it_was_with_its_pictures(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1), item(2))
    Feed.objects.filter(pk=feed.pk).update(origin="upload", path=str(path))
    feed_import(feed, path)
    write_feed(item(1, price="1.00 USD"))
    Feed.objects.filter(pk=feed.pk).update(max_loss=1.0)
    feed.refresh_from_db()
    feed_import(feed, path)
    feed.refresh_from_db()
    assert prices() == {"P1": "1"}
    back(feed, rollbacks_of(feed)[0])
    assert prices() == {"P1": "15", "P2": "15"}, "its relative pictures are still found"


def test_only_the_newest_files_are_kept(feed: Feed, server: FeedServer, write: Bytes, settings: Settings) -> None:
    settings.FEED_KEEP = 2
    for number in range(1, 6):
        server.data = write(*range(1, number + 1))
        fetch(feed)
    assert rollbacks_of(feed).count() == 2 and len(list(kept_folder(feed.pk).iterdir())) == 3
    gone = FeedRun.objects.filter(kept="").latest("id")
    with pytest.raises(UserError, match="no longer kept"):
        feed_roll_back(feed, gone)


def test_nothing_is_rolled_back_while_an_import_is_under_way(feed: Feed, server: FeedServer, write: Bytes) -> None:
    server.data = write(1)
    fetch(feed)
    server.data = write(1, 2)
    fetch(feed)
    Job.objects.create(kind="import_feed", subject_id=feed.pk, status="running")
    with pytest.raises(UserError, match="under way"):
        feed_roll_back(feed, rollbacks_of(feed)[0])


def test_what_was_kept_goes_with_its_feed(
    feed: Feed, server: FeedServer, write: Bytes, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    server.data = write(1)
    fetch(feed)
    folder: Path = kept_folder(feed.pk)
    assert folder.is_dir()
    with django_capture_on_commit_callbacks(execute=True):
        feeds_delete([feed])
    assert not folder.exists()


def test_a_file_that_another_import_is_about_to_note_stays_and_an_old_one_goes(
    feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = kept_folder(feed.pk) / ".of-another.xml.1.new"
    beside.parent.mkdir(parents=True)
    beside.write_text("half")
    kept_sweep(feed)
    assert beside.exists()
    monkeypatch.setattr(kept, "GRACE_SECONDS", 0.0)
    kept_sweep(feed)
    assert not beside.exists()
