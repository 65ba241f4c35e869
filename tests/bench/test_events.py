"""What the bench of events sends, and the bench of insights on a small site."""

import json
import time
from itertools import islice
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from shopping.models import Conversion, Figures
from trendflix.bench import insights
from trendflix.bench.beacons import BATCH, BATCHES_A_PERSON, Shown, events_of
from trendflix.bench.processes import Killed
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.site import site_seed
from trendflix.demo.scale.sizes import Sizes
from vision.stamps import Stamps


def test_the_events_of_a_person_are_all_different() -> None:
    count = BATCH * BATCHES_A_PERSON
    sent = list(islice(events_of(3, Shown(range(1, 401), range(1, 2001))), count))
    assert len({(one["kind"], one.get("garment"), one.get("product")) for one in sent}) == count


def test_what_is_killed_again_and_again_ends_with_the_bench_also_when_it_waits_for_work(tmp_path: Path) -> None:
    waiting = Killed(tmp_path, "import time; time.sleep(3600)", {}, kills=5)
    began = time.monotonic()
    with waiting.running():
        time.sleep(0.2)
    assert time.monotonic() - began < 60 and waiting.kills == 0


@pytest.mark.django_db
def test_a_year_of_figures_is_measured_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(insights, "ROUNDS", 1)
    sizes = Sizes(titles=10, films=2, products=100, viewers=0, dimensions=8)
    site_seed(sizes, Stamps("e", "p", "i"), Writer(lambda line: None))
    monkeypatch.setattr("trendflix.bench.year.DAYS", 3)
    call_command("bench", "insights", "--json")
    figures = json.loads(capsys.readouterr().out)["insights"]
    assert figures["rows_product"] == 3 * 100 and figures["queries"] < 30
    assert figures["p95_ms"] > 0 and figures["all_product_never_first_ms"] > 0
    assert not Figures.objects.exists() and not Conversion.objects.exists() and not User.objects.exists()


@pytest.mark.django_db
def test_a_site_without_products_is_not_measured() -> None:
    with pytest.raises(CommandError, match="seed_scale"):
        call_command("bench", "insights")
