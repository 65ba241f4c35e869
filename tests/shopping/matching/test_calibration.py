"""What a cosine is worth: chances fitted to known answers, the floor, and what is shown by it."""

import json
from pathlib import Path

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from playback.models import Video
from shopping.feeds.imports.import_feed import feed_import
from shopping.matching import calibration
from shopping.matching.calibration import Answer, Calibration, cross_validated, fit, floor_of
from shopping.matching.known_answers import decided, of_catalogue
from shopping.matching.match import match_decide, video_match_job
from shopping.models import Feed, Match
from shopping.products.embed import feed_embed_job
from shopping.storefront.garment_pages import garments_page
from shopping.storefront.selectors import garments_shown, pieces_by_title, shown_of, timeline
from shopping.storefront.timelines import timeline_version
from tests.shopping.conftest import Write, item
from trendflix.accounts.visitors import Visitor
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from vision.images.product_image import CODE
from vision.models import Garment
from vision.nets.embedders.clip import BUNDLED as WEIGHTS
from vision.nets.embedders.clip import ClipEmbedder

MODEL = "fake-embedder"


def answers(count: int = 2000, slope: float = 8.0, middle: float = 0.5) -> list[Answer]:
    """Answers whose chances are known: a logistic function of the score."""
    rng = np.random.default_rng(4)
    scores = rng.uniform(0, 1, count)
    right = rng.uniform(size=count) < 1 / (1 + np.exp(-slope * (scores - middle)))
    return [Answer(float(s), bool(r), str(n % 200)) for n, (s, r) in enumerate(zip(scores, right, strict=True))]


def test_a_fit_finds_the_chances_that_answers_were_drawn_from() -> None:
    fitted = fit(answers())
    assert fitted.slope == pytest.approx(8, abs=0.8) and fitted.middle == pytest.approx(0.5, abs=0.02)
    assert fitted.chance(0.7) == pytest.approx(0.83, abs=0.03)


def test_a_larger_cosine_has_a_larger_chance() -> None:
    fitted = fit(answers())
    chances = [fitted.chance(score) for score in (-1.0, 0.0, 0.4, 0.8, 1.0)]
    assert chances == sorted(chances) and chances[0] > 0 and chances[-1] < 1


def test_four_of_five_answers_above_the_floor_are_right_and_no_longer_below_it() -> None:
    scores, hits = np.linspace(1, 0.01, 100), np.array([1.0] * 40 + [1.0, 0.0] * 30)
    floor = floor_of(scores, hits)
    kept = scores >= floor
    assert hits[kept].mean() >= 0.8
    assert all(hits[scores >= lower].mean() < 0.8 for lower in scores[~kept])


def test_answers_that_are_never_right_often_enough_have_no_floor() -> None:
    with pytest.raises(UserError, match="At no score 80%"):
        floor_of(np.linspace(1, 0, 100), np.array([1.0, 0.0] * 50))


@pytest.mark.parametrize("given", [[], answers(20), [Answer(0.5, True, "a")] * 100])
def test_too_few_answers_are_refused(given: list[Answer]) -> None:
    with pytest.raises(UserError, match="too few to calibrate by"):
        fit(given)


def test_held_out_answers_are_as_right_as_their_chances_say() -> None:
    quality = cross_validated(answers())
    assert quality.precision == pytest.approx(0.8, abs=0.04)
    assert quality.error < 0.05 and 0.1 < quality.shown < 0.9


def test_a_fit_is_kept_by_model_beside_the_bundled_ones(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    calibration.calibration_save("other", Calibration(3.0, 0.1, 0.3))
    assert calibration.calibrations() == calibration.BUNDLED | {"other": Calibration(3.0, 0.1, 0.3)}
    assert calibration.is_shown("other", 0.3) and not calibration.is_shown("other", 0.29)


def test_a_model_that_is_not_calibrated_has_no_chance_and_no_floor() -> None:
    assert calibration.chance_of("unknown", 0.9) is None
    assert calibration.is_shown("unknown", -1.0)


def test_a_spoilt_file_is_named(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    (tmp_path / calibration.FILE).write_text("[1]", encoding="utf-8")
    with pytest.raises(UserError, match="calibration.json: is no calibration"):
        calibration.calibrations()


def test_the_bundled_embedder_is_calibrated() -> None:
    assert ClipEmbedder(str(WEIGHTS)).stamp in calibration.BUNDLED


@pytest.fixture
def matched(video: Video, feed: Feed, write_feed: Write, monkeypatch: pytest.MonkeyPatch) -> Video:
    """A film whose red top has a red and a dark, less alike product; the floor lies between the two."""
    feed_import(feed, write_feed(item(1, "red"), item(2, "dark red")))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)
    video_match_job(Job(kind="match", subject_id=video.pk), lambda stage, part: None)
    scores = Match.objects.filter(garment__category="top").values_list("score", flat=True)
    floor = (max(scores) + min(scores)) / 2
    monkeypatch.setattr(calibration, "BUNDLED", {MODEL: Calibration(5.0, 0.2, floor)})
    return video


def products(video: Video) -> list[str]:
    """Ids of what is shown for the top."""
    return [m.product.product_id for g in garments_shown(video) if g.category == "top" for m in shown_of(g)]


@pytest.mark.django_db
def test_suggestions_below_the_floor_are_kept_and_not_shown(matched: Video) -> None:
    assert products(matched) == ["P1"]
    assert Match.objects.filter(garment__category="top").count() == 2


@pytest.mark.django_db
def test_what_a_person_approved_is_shown_however_low(matched: Video) -> None:
    user = User.objects.create(username="editor", is_staff=True)
    match_decide(Match.objects.get(garment__category="top", product__product_id="P2"), Match.Status.APPROVED, user)
    assert sorted(products(matched)) == ["P1", "P2"]


@pytest.mark.django_db
def test_an_export_holds_all_and_marks_what_is_not_shown(matched: Video) -> None:
    (top,) = (garment for garment in timeline(matched)["garments"] if garment["category"] == "top")
    assert [(one["product_id"], one["shown"]) for one in top["matches"]] == [("P1", True), ("P2", False)]
    assert top["matches"][0]["chance"] > top["matches"][1]["chance"] > 0


@pytest.mark.django_db
def test_a_garment_of_which_nothing_is_sure_is_on_no_page(matched: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    before = timeline_version(matched)
    assert len(garments_page(matched, Visitor(None, "s"), None).rows) == 1
    monkeypatch.setattr(calibration, "BUNDLED", {MODEL: Calibration(5.0, 0.2, 2.0)})
    assert garments_page(matched, Visitor(None, "s"), None).rows == []
    assert pieces_by_title([matched.title]) == {}
    assert timeline_version(matched) != before


@pytest.mark.django_db
def test_decisions_are_known_answers(matched: Video) -> None:
    user = User.objects.create(username="editor", is_staff=True)
    for product, status in (("P1", Match.Status.PINNED), ("P2", Match.Status.REJECTED)):
        match_decide(Match.objects.get(garment__category="top", product__product_id=product), status, user)
    assert sorted(answer.is_right for answer in decided(MODEL)) == [False, True]
    assert {answer.of for answer in decided(MODEL)} == {str(Garment.objects.get(category="top").pk)}


@pytest.mark.django_db
def test_second_photos_are_known_answers(feed: Feed, write_feed: Write) -> None:
    rows = [item(1, "red", additional_image_link="dark red.png"), item(2, "blue", "Pants > Jeans"), item(3, "red")]
    feed_import(feed, write_feed(*rows))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)
    found = of_catalogue(f"{MODEL}+fake-parser+{CODE}")
    assert len(found) in (0, 2)
    assert all(answer.of == found[0].of for answer in found)


@pytest.mark.django_db
def test_the_command_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="0 known answers"):
        call_command("calibrate_matches")


@pytest.mark.django_db
def test_the_command_keeps_the_fit_of_the_present_model(
    monkeypatch: pytest.MonkeyPatch,
    settings: pytest.FixtureRequest,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.DATA = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    command = "shopping.management.commands.calibrate_matches.of_catalogue"
    monkeypatch.setattr(command, lambda pictures: answers())
    call_command("calibrate_matches", "--from", "catalogue", "--dry-run")
    assert calibration.calibrations() == calibration.BUNDLED
    call_command("calibrate_matches", "--from", "catalogue")
    report = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert report["model"] == MODEL and report["held_out"]["error"] < 0.05
    assert calibration.calibrations()[MODEL].floor == report["floor"]
