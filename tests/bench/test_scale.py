"""The bench of the core at real size, here on a small site."""

import json

import pytest
from django.core.management import CommandError, call_command

from playback.models import Progress
from shopping.models import Match
from trendflix.bench import pages, scale, scale_admin, scale_core, suggestions, timing
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.site import site_digest, site_seed
from trendflix.demo.scale.sizes import Sizes
from trendflix.jobs.models import Job
from vision.stamps import Stamps

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small site, asked few times."""
    monkeypatch.setattr(timing, "ROUNDS", 2)
    monkeypatch.setattr(timing, "MAX_SECONDS", 0.3)
    monkeypatch.setattr(suggestions, "COUNT", 10)
    monkeypatch.setattr(pages, "times", lambda work, rounds: (0.001, 0.001, 0.001))
    monkeypatch.setattr(scale_admin, "JOBS", 40)
    monkeypatch.setattr(scale_admin, "FAILED", 9)
    monkeypatch.setattr(scale_admin, "REPORT_ROWS", 9)
    stamps = Stamps("e", "p", "i")
    monkeypatch.setattr("vision.stamps.current", lambda: stamps)
    sizes = Sizes(titles=120, films=2, products=300, viewers=4, dimensions=8)
    site_seed(sizes, stamps, Writer(lambda line: None))


def test_a_site_of_real_size_is_measured_and_left_as_it_was(site: None, capsys: pytest.CaptureFixture[str]) -> None:
    before, kept = site_digest(), set(Match.objects.values_list("pk", flat=True))
    call_command("bench", "scale", "--json")
    figures = json.loads(capsys.readouterr().out)["scale"]
    for name in ("title_search_p95_ms", "product_search_p95_ms", "home_ms", "genre_to_healthz", "jobs_of_ms"):
        assert figures[name] > 0, name
    assert figures["rows_titles"] > 120 and figures["home_queries"] <= 30
    assert {"index_search_ms", "match_film_ms", "watch_ms", "garments_ms"} <= figures.keys()
    assert {"admin_home_ms", "admin_title_form_ms", "admin_show_form_ms", "admin_ask_merge_ms"} <= figures.keys()
    assert not [name for name in figures if name.endswith("_status")]
    assert max(count for name, count in figures.items() if name.startswith("admin_") and "queries" in name) <= 24
    assert site_digest() == before and set(Match.objects.values_list("pk", flat=True)) == kept
    assert not Job.objects.exists() and Progress.objects.exists()


def test_a_part_that_breaks_is_named_and_hides_no_other(
    site: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> dict[str, float]:
        raise ValueError("no such index")

    monkeypatch.setattr(scale, "parts", lambda: {"index": broken, "jobs": scale_core.jobs_listing})
    figures = scale.measure()
    assert figures["jobs_of_ms"] > 0
    assert "index could not be measured: ValueError: no such index" in capsys.readouterr().err


def test_a_small_site_is_not_measured() -> None:
    with pytest.raises(CommandError, match="seed_scale"):
        call_command("bench", "scale")
