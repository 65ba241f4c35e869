"""Files that no row names."""

import json
import os
import shutil
import time
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from catalog.models import Title
from playback.models import Subtitle, Video
from shopping.index.files import Manifest
from shopping.models import Feed, Product, ProductImage
from trendflix.core import garbage
from trendflix.core.garbage import garbage_find, garbage_remove
from trendflix.jobs.services import job_queue_later
from vision.models import Analysis, Garment

pytestmark = pytest.mark.django_db
DAY = 86_400


@pytest.fixture
def media(data_folder: Path) -> Path:
    """The media folder."""
    return data_folder / "media"


def put(path: Path, days: float = 3.0, text: str = "12345") -> Path:
    """A file of some age; its folders are as old."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    age(path, days)
    return path


def age(path: Path, days: float) -> None:
    """Make a file and the folders above it older."""
    then = time.time() - days * DAY
    for one in (path, *path.parents):
        if one.name.startswith(("pytest-", "test_")) or one == Path("/tmp"):  # noqa: S108 - stops at the test's folder
            break
        os.utime(one, (then, then))


def film(key: str = "shown") -> Video:
    """A film with a packaging of some days ago."""
    title = Title.objects.create(name="Ferry", slug=f"ferry-{Title.objects.count()}")
    video = Video.objects.create(title=title, package_key=key)
    put(video.folder / "hls" / key / "package.json")
    return video


def removed() -> set[str]:
    """The names of what is removed."""
    return {one.path.name for one in garbage_remove()}


def test_the_folder_of_a_deleted_film_goes_and_that_of_another_stays(media: Path) -> None:
    video = film()
    gone = put(media / "titles" / "999" / "hls" / "k" / "0.m4s")
    assert removed() == {"999"} and not gone.exists()
    assert (video.folder / "hls" / "shown" / "package.json").exists()


def test_nothing_younger_than_a_day_is_touched(media: Path) -> None:
    young = put(media / "titles" / "999" / "hls" / "k" / "0.m4s", days=0.5)
    old = put(media / "titles" / "998" / "source" / "a.film", days=5)
    put(media / "titles" / "998" / "source" / "b.film", days=0.01)
    os.utime(old, (0, 0))
    assert removed() == set() and young.exists() and old.exists(), "one young file keeps all that lies beside it"


def test_a_replaced_packaging_goes_when_its_addresses_have_expired(media: Path) -> None:
    video = film()
    old = put(video.folder / "hls" / "before" / "0.m4s", days=9)
    put(video.folder / "hls" / "shown" / "package.json", days=0.1)
    age(old, 9)
    assert removed() == set(), "the one on show is so new that addresses of the other are still good"
    put(video.folder / "hls" / "shown" / "package.json", days=3)
    assert removed() == {"before"} and (video.folder / "hls" / "shown").is_dir()


def test_a_film_with_an_open_job_is_left_alone() -> None:
    video = film()
    put(video.folder / "hls" / "before" / "0.m4s", days=9)
    job_queue_later("sweep", video.pk, timedelta(hours=6))
    assert removed() == set()


def test_sources_tracks_and_cutouts_without_a_row_go() -> None:
    video = film()
    kept = put(video.folder / "source" / "kept.film")
    Video.objects.filter(pk=video.pk).update(source=f"titles/{video.pk}/source/kept.film")
    track = Subtitle.objects.create(video=video)
    put(track.path), put(track.original)
    reading = Analysis.objects.create(video=video, key="new", model="m", parser="p")
    Garment.objects.create(analysis=reading, category="top", vector=b"", model="m", cutout="garments/new/0.webp")
    put(video.folder / "garments" / "new" / "0.webp")
    put(video.folder / "source" / "old.film"), put(video.folder / "source" / ".scratch")
    put(video.folder / "subtitles" / "999.vtt"), put(video.folder / "source" / "subtitles" / "999.srt")
    put(video.folder / "garments" / "old" / "0.webp")
    assert removed() == {"old.film", ".scratch", "999.vtt", "999.srt", "old"}
    assert kept.exists() and track.path.exists() and track.original.exists()
    assert (video.folder / "garments" / "new" / "0.webp").exists()


def test_product_pictures_and_feeds_that_no_row_names_go(media: Path) -> None:
    feed = Feed.objects.create(name="Shop", slug="shop", file="feeds/shop.jsonl", sha256="ab" * 32)
    product = Product.objects.create(feed=feed, product_id="P", title="Coat", link="https://shop.example/")
    ProductImage.objects.create(product=product, source="a", file="public/products/aa/aa1.jpg")
    kept = [
        put(media / "public" / "products" / "aa" / "aa1.jpg"),
        put(media / "feeds" / "shop.jsonl"),
        put(media / "feeds" / "unpacked" / str(feed.pk) / ("ab" * 8) / "feed.csv"),
    ]
    put(media / "public" / "products" / "aa" / "aa2.jpg"), put(media / "feeds" / "gone.jsonl")
    put(media / "feeds" / "unpacked" / str(feed.pk) / ("cd" * 8) / "feed.csv")
    put(media / "feeds" / "unpacked" / "999" / "x" / "feed.csv")
    assert removed() == {"aa2.jpg", "gone.jsonl", "cd" * 8, "999"} and all(path.exists() for path in kept)


def test_posters_index_files_and_uploads_that_nothing_names_go(media: Path, data_folder: Path) -> None:
    manifest = Manifest("m", 1, "abc.faiss", 0, "abc.overlay.npz", "abc.columns.npz", 0)
    Title.objects.create(name="Ferry", slug="ferry", poster="public/posters/ferry.jpg")
    kept = [
        put(media / "public" / "posters" / "ferry.jpg"),
        put(data_folder / "index" / "abc.faiss"),
        put(data_folder / "index" / "abc.overlay.npz"),
        put(data_folder / "index" / "abc.columns.npz"),
        put(data_folder / "index" / "matched-m.npz"),
        put(data_folder / "index" / "products.json", text=json.dumps(asdict(manifest))),
    ]
    put(media / "public" / "posters" / "old.jpg"), put(media / "public" / "backdrops" / "old2.jpg")
    put(data_folder / "index" / "old.faiss"), put(data_folder / "index" / ".scratch.faiss")
    put(data_folder / "tmp1.upload.mp4"), put(media / "incoming" / "7" / "source")
    assert removed() == {"old.jpg", "old2.jpg", "old.faiss", ".scratch.faiss", "tmp1.upload.mp4", "7"}
    assert all(path.exists() for path in kept)


def test_a_collector_cannot_reach_out_of_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, data_folder: Path
) -> None:
    outside = tmp_path_factory.mktemp("elsewhere") / "film.mp4"
    put(outside)
    link = data_folder / "link"
    link.symlink_to(outside.parent)
    monkeypatch.setattr(garbage, "_collectors", {"bad": lambda: [outside, data_folder, link / "film.mp4"]})
    assert removed() == set() and outside.exists()


def test_what_cannot_be_removed_is_left_for_the_next_time(media: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(media / "titles" / "998" / "a"), put(media / "titles" / "999" / "a")
    rmtree = shutil.rmtree

    def failing(path: Path) -> None:
        if path.name == "998":
            raise PermissionError(path)
        rmtree(path)

    monkeypatch.setattr("trendflix.core.garbage.shutil.rmtree", failing)
    assert removed() == {"999"}


def test_a_dry_run_lists_and_removes_nothing(media: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(media / "titles" / "999" / "a", text="x" * 1000)
    call_command("collect_garbage", "--dry-run")
    told = capsys.readouterr().out
    assert "media/titles/999" in told and "1,000 bytes" in told and path.exists()
    call_command("collect_garbage")
    assert "1 removed, 1,000 bytes" in capsys.readouterr().out and not path.exists()


def test_a_day_is_the_least_age_however_little_is_asked_for(media: Path) -> None:
    young = put(media / "titles" / "999" / "a", days=0.2)
    call_command("collect_garbage", "--hours", "0")
    assert young.exists() and list(garbage_find()) == []
