"""The files of feeds: archives with pictures inside, and uploads that go when nothing needs them."""

import gzip
import io
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from shopping.feeds.imports.files import ORPHAN_SECONDS, unpacked_folder
from shopping.feeds.imports.import_feed import feed_import, feed_import_job
from shopping.feeds.imports.requests import feed_accept, feed_discard, feed_queue, feed_receive, feeds_delete
from shopping.models import Feed, Product, ProductImage
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db(transaction=True)


def zipped(feed: Path, *pictures: Path, inside: str = "") -> bytes:
    """A zip archive of a feed and pictures in ``images`` beside it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.write(feed, f"{inside}{feed.name}")
        for picture in pictures:
            archive.write(picture, f"{inside}images/{picture.name}")
    return data.getvalue()


def upload(feed: Feed, name: str, content: bytes) -> dict[str, object]:
    """Send a file as the admin does, and import it; the job's result."""
    feed.refresh_from_db()
    feed.file = ContentFile(content, name=name)
    job = feed_receive(feed)
    result = feed_import_job(job, silent)
    Job.objects.all().delete()
    feed.refresh_from_db()
    return result


def uploads(folder: Path) -> set[str]:
    """Names of the uploads that are there."""
    kept = folder / "media" / "feeds"
    return {path.name for path in kept.iterdir() if path.is_file()}


def test_an_uploaded_zip_brings_its_pictures_along(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    path = write_feed(item(1), item(2, "blue"))
    pictures = (path.parent / "images" / name for name in ("red.jpg", "blue.jpg"))
    content = zipped(path, *pictures, inside="export/")
    shutil.rmtree(path.parent)
    assert upload(feed, "shop.zip", content)["created"] == 2
    assert ProductImage.objects.exclude(file="").count() == 2
    again = feed_import_job(feed_receive(feed), silent)
    assert (again["unchanged"], again["warnings"]) == (2, [])


def test_what_was_unpacked_stays_while_it_is_current_and_goes_with_its_successor(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1))
    red, blue = (path.parent / "images" / name for name in ("red.jpg", "blue.jpg"))
    upload(feed, "shop.zip", zipped(path, red))
    [first] = unpacked_folder(feed.pk).iterdir()
    path = write_feed(item(1, "blue"))
    upload(feed, "shop.zip", zipped(path, blue))
    [second] = unpacked_folder(feed.pk).iterdir()
    assert first != second and not first.exists()
    upload(feed, "shop.xml", write_feed(item(1)).read_bytes())
    assert list(unpacked_folder(feed.pk).iterdir()) == []


def test_a_gzipped_feed_finds_its_pictures_beside_it(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1))
    packed = path.with_name("feed.xml.gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert feed_import(feed, packed).created == 1


def test_a_cut_archive_fails_and_what_was_live_stays(feed: Feed, write_feed: Write) -> None:
    path = write_feed(item(1))
    feed_import(feed, path)
    packed = path.with_name("feed.xml.gz")
    packed.write_bytes(gzip.compress(path.read_bytes())[:-20])
    with pytest.raises(UserError, match="cut short"):
        feed_import(feed, packed)
    feed.refresh_from_db()
    assert feed.state == "failed" and "cut short" in feed.reason and Product.objects.get().available
    assert not list(unpacked_folder(feed.pk).glob("*"))


def test_an_upload_that_fails_is_kept_until_it_is_discarded(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    feed_import(feed, write_feed(item(1)))
    with pytest.raises(UserError):
        upload(feed, "one.xml", b"no feed at all")
    Job.objects.all().delete()
    feed.refresh_from_db()
    assert (feed.state, uploads(data_folder)) == ("failed", {"one.xml"})
    feed_discard(feed)
    assert uploads(data_folder) == set() and Product.objects.get().available


def test_a_superseded_upload_is_removed_and_a_held_one_is_kept(
    feed: Feed, write_feed: Write, data_folder: Path
) -> None:
    whole = write_feed(*(item(n) for n in range(4)))
    pictures = [whole.parent / "images" / "red.jpg"]
    full = zipped(whole, *pictures)
    upload(feed, "one.zip", full)
    upload(feed, "two.zip", full)
    assert uploads(data_folder) == {"two.zip"}
    few = zipped(write_feed(item(1)), *pictures)
    assert "held" in upload(feed, "three.zip", few)
    assert uploads(data_folder) == {"two.zip", "three.zip"} and len(list(unpacked_folder(feed.pk).iterdir())) == 2
    feed_discard(feed)
    assert uploads(data_folder) == {"two.zip"} and len(list(unpacked_folder(feed.pk).iterdir())) == 1
    feed.refresh_from_db()
    assert (feed.state, feed.file.name) == ("live", "feeds/two.zip")
    upload(feed, "three.zip", few)
    assert feed_import_job(feed_accept(feed), silent)["unavailable"] == 3
    assert uploads(data_folder) == {"three.zip"}


def test_a_file_on_the_machine_takes_the_place_of_an_upload(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    path = write_feed(item(1))
    upload(feed, "one.zip", zipped(path, path.parent / "images" / "red.jpg"))
    feed_import_job(feed_queue(path, feed.name)[1], silent)
    assert uploads(data_folder) == set() and path.is_file()


def test_reading_a_file_in_another_way_keeps_it(feed: Feed, write_feed: Write) -> None:
    feed_import_job(feed_queue(write_feed(item(1)), feed.name)[1], silent)
    feed.refresh_from_db()
    feed.format = "google-xml"
    assert feed_import_job(feed_receive(feed), silent)["unchanged"] == 1


def test_deleted_feeds_leave_no_files(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    path = write_feed(item(1))
    upload(feed, "one.zip", zipped(path, path.parent / "images" / "red.jpg"))
    feeds_delete([feed])
    assert uploads(data_folder) == set() and not unpacked_folder(feed.pk).exists() and not Product.objects.exists()


def test_an_upload_that_no_feed_names_is_removed_after_a_day(feed: Feed, write_feed: Write, data_folder: Path) -> None:
    old, young = (data_folder / "media" / "feeds" / name for name in ("old.xml", "young.xml"))
    old.parent.mkdir(parents=True)
    old.touch()
    young.touch()
    before = time.time() - ORPHAN_SECONDS - 60
    os.utime(old, (before, before))
    feed_import(feed, write_feed(item(1)))
    assert uploads(data_folder) == {"young.xml"}
