"""The command that measures: what it prints, and that it leaves nothing behind."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from catalog.models import Title
from shopping.models import Product
from tests.fakes import FakeEmbedder, FakeParser
from tests.services import need
from tests.sites import bench_made
from trendflix.bench import analysis, clock, footage, pause, search, watch_page, web
from trendflix.bench.browsers import chromium
from vision.film.sampler import DecodedFilm
from vision.nets import runtime


def test_the_shortest_round_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 9.0, 10.0, 14.0, 20.0, 21.0, 30.0, 33.0])
    monkeypatch.setattr("trendflix.bench.clock.time.perf_counter", lambda: next(ticks))
    assert clock.seconds(lambda: None, rounds=4) == 1.0


@pytest.mark.parametrize(("slow", "expected"), [(1, 1.0), (2, 50.0)])
def test_one_slow_round_in_forty_is_forgiven_and_two_in_twenty_are_not(
    monkeypatch: pytest.MonkeyPatch, slow: int, expected: float
) -> None:
    rounds = 40 if slow == 1 else 20
    ticks = iter([value for n in range(rounds) for value in (0.0, 50.0 if n < slow else 1.0)])
    monkeypatch.setattr("trendflix.bench.clock.time.perf_counter", lambda: next(ticks))
    assert clock.percentile_95(lambda: None, rounds) == expected


@pytest.mark.django_db
def test_a_long_film_is_measured_and_forgotten(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(web, "GARMENTS", 6)
    monkeypatch.setattr(web, "REQUESTS", 2)
    monkeypatch.setattr(pause, "measure", dict)
    monkeypatch.setattr(watch_page, "site_make", bench_made)
    monkeypatch.setattr(watch_page, "ROUNDS", 1)
    monkeypatch.setattr(watch_page, "PATIENCE_MS", 120_000)
    call_command("bench", "web", "--json")
    figures = json.loads(capsys.readouterr().out)["web"]
    assert figures["timeline_appearances"] == 48 and figures["timeline_queries"] <= 8
    assert not Title.objects.exists() and not Product.objects.exists()


@pytest.mark.django_db
def test_a_longer_film_asks_no_more_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    def queries(garments: int) -> float:
        monkeypatch.setattr(web, "GARMENTS", garments)
        monkeypatch.setattr(web, "REQUESTS", 1)
        return web.timeline()["timeline_queries"]

    assert queries(3) == queries(12)


@pytest.mark.browser
def test_a_pause_is_measured_in_a_browser_and_asks_the_server_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    need(chromium() is not None, "Chromium")
    monkeypatch.setattr(pause, "PAUSES", 2)
    monkeypatch.setattr(pause, "site_make", bench_made)
    figures = pause.measure()
    assert figures["pause_requests"] == 0 and 0 < figures["pause_to_products_p95_ms"] < pause.GAVE_UP_MS


def test_without_a_browser_a_pause_is_left_out_aloud(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("trendflix.bench.browsers.shutil.which", lambda name: None)
    assert pause.measure() == {} and "skipped" in capsys.readouterr().err


def test_made_up_vectors_lie_in_clusters() -> None:
    shop = search.Shop.of(30_000)
    vectors, queries = shop.vectors(0, 20_000), shop.vectors(20_000, 20_050)
    nearest = (queries @ vectors.T).max(axis=1)
    assert vectors.shape == (20_000, search.DIMENSIONS) and np.median(nearest) > 0.4 and nearest.max() < 0.9


def test_searching_is_measured_at_the_size_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("bench", "search", "--products", "3000", "--json")
    figures = json.loads(capsys.readouterr().out)["search"]
    assert figures["pictures"] == 3000 and figures["exact_recall_at_10"] == 1.0
    assert figures["lists_recall_at_10"] > 0.95 and figures["lists_mb"] < figures["exact_mb"] / 2


def test_figures_are_printed_for_people(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(search, "measure", lambda: {"plain_to_exact_index": 2.0})
    call_command("bench", "search")
    assert "plain_to_exact_index" in capsys.readouterr().out


def test_an_unknown_part_is_refused() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("bench", "weather")


def test_processor_time_of_ended_children_is_counted() -> None:
    own = clock.spent(lambda: sum(range(300_000)))
    child = clock.spent(lambda: subprocess.run([sys.executable, "-c", "sum(range(3_000_000))"], check=True))
    assert own.children == 0 < own.cpu and 0 < child.children <= child.cpu


def test_without_the_clips_analysis_is_left_out_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(footage, "DATA", tmp_path)
    with caplog.at_level(logging.WARNING):
        assert analysis.measure() == {}
    assert "analysis is not measured" in caplog.text


def test_a_film_is_measured_beside_the_plain_pass_with_the_shares_of_its_stages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = Image.new("RGB", (320, 180))

    def read(film: footage.Footage) -> None:
        runtime.get_parser().parse([frame] * 40)

    monkeypatch.setattr(analysis, "_read", read)
    monkeypatch.setattr(analysis, "plain_pass", lambda film, seconds, look: sum(range(2_000_000)))
    film = footage.Footage(Path("small"), Path("large"), 2 * analysis.PLAIN_SECONDS)
    with runtime.use(parser=FakeParser(), embedder=FakeEmbedder()):
        figures = analysis._film("reel", film, lambda pictures: None)
    assert figures["reel_to_plain_cpu"] > 0 and figures["reel_times_real_time"] > 0
    assert 0.5 < figures["reel_share_parse"] <= 1 and figures["reel_share_embed_images"] == 0


def test_films_are_made_of_shots_of_four_seconds_with_people_in_two_of_three(tmp_path: Path) -> None:
    if not footage.is_there():
        pytest.skip("needs the clips of ../shared/data")
    film = footage.ordinary(tmp_path, 0.2)
    with DecodedFilm(film.small, film.large) as opened:
        cuts = [key.time for key in opened.key_frames() if key.is_cut]
        large = opened.large([4.0])[0]
    assert cuts == pytest.approx([0.0, 4.0, 8.0], abs=0.1) and film.seconds == 12.0
    assert large.pixels.shape == (720, 1280, 3)
