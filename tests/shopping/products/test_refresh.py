"""Another model: what is stale is found, done anew, and never mixed with what is not."""

import pytest
from django.core.management import call_command
from PIL import Image

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.matching.match import video_match_job
from shopping.matching.ranker import find
from shopping.models import Feed, Match, ProductImage
from shopping.products.embed import feed_embed_job
from shopping.products.refresh import models_refresh_job, models_refresh_queue
from tests.fakes import FakeEmbedder
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job
from trendflix.jobs.registry import followers_of
from vision import stamps
from vision.nets import runtime


class OtherEmbedder(FakeEmbedder):
    """Another model of the same kind."""

    stamp = "other-embedder"


def silent(stage: str, part: float) -> None:
    """No progress."""


@pytest.fixture
def shop(feed: Feed, write_feed: Write, video: Video) -> Feed:
    """Two products and a film, all seen by the first model."""
    feed_import(feed, write_feed(item(1), item(2, "blue", "Trousers")))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), silent)
    return feed


def refresh() -> dict[str, object]:
    """Run the handler."""
    return models_refresh_job(Job(kind="refresh", subject_id=0), silent)


def test_nothing_is_stale_while_the_models_are_the_same(shop: Feed) -> None:
    assert refresh() == {"feeds": [], "films": []}


def test_another_model_makes_feeds_and_films_stale(shop: Feed, video: Video) -> None:
    with runtime.use(embedder=OtherEmbedder()):
        assert refresh() == {"feeds": [shop.pk], "films": [video.pk]}


def test_what_is_stale_is_owed() -> None:
    job = Job(kind="refresh", subject_id=0, result={"feeds": [4], "films": [7, 9]})
    assert followers_of(job) == [("embed", 4, {}), ("analyse", 7, {}), ("analyse", 9, {})]


def test_old_and_new_vectors_never_answer_together(shop: Feed, video: Video) -> None:
    with runtime.use(embedder=OtherEmbedder()):
        first = ProductImage.objects.get(product__product_id="P1")
        ProductImage.objects.filter(pk=first.pk).update(model=stamps.current().pictures)
        answered = {found.product_id for found in find(image=Image.new("RGB", (60, 60), "red"))}
        assert answered == {"P1"}


def test_after_the_change_everything_matches_again(shop: Feed, video: Video) -> None:
    with runtime.use(embedder=OtherEmbedder()):
        feed_embed_job(Job(kind="embed", subject_id=shop.pk), silent)
        assert set(ProductImage.objects.values_list("model", flat=True)) == {stamps.current().pictures}
        video_match_job(Job(kind="match", subject_id=video.pk), silent)
        assert not Match.objects.exists(), "garments of the old model wait for their film to be read again"


@pytest.mark.django_db
def test_an_empty_house_owes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("refresh_models")
    assert "the same" in capsys.readouterr().out and not Job.objects.exists()


def test_models_that_are_not_known_are_looked_at_by_a_job(
    shop: Feed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stamps, "is_noted", lambda: False)
    call_command("refresh_models")
    assert Job.objects.get().kind == "refresh" and "looks at what is stale" in capsys.readouterr().out
    monkeypatch.setattr(stamps, "is_noted", lambda: True)
    assert models_refresh_queue() is None


def test_waiting_does_all_the_work(
    shop: Feed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(stamps, "is_noted", lambda: False)
    call_command("refresh_models", "--wait")
    assert "0 feeds and 0 films are up to date." in capsys.readouterr().out
