"""The bench of review, here on a small site."""

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from shopping.models import Decision, ReviewItem
from trendflix.bench import review
from trendflix.demo.scale.rows import Writer
from trendflix.demo.scale.site import site_seed
from trendflix.demo.scale.sizes import Sizes
from vision.stamps import Stamps

pytestmark = pytest.mark.django_db


def test_the_queue_is_measured_with_each_filter_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(review, "ROUNDS", 2)
    site_seed(
        Sizes(titles=120, films=2, products=300, viewers=4, dimensions=8),
        Stamps("e", "p", "i"),
        Writer(lambda line: None),
    )
    call_command("bench", "review", "--json")
    figures = json.loads(capsys.readouterr().out)["review"]
    assert figures["garments"] == 80 and figures["next_queries"] <= 20
    for name in ("next", "next_after_100", "next_of_shop", "next_of_nothing", "decided", "decision"):
        assert figures[f"{name}_p95_ms"] >= figures[f"{name}_ms"] > 0, name
    assert not ReviewItem.objects.exists() and not Decision.objects.exists()
    assert not User.objects.filter(username__startswith="bench").exists()


def test_a_site_without_garments_is_not_measured() -> None:
    with pytest.raises(CommandError, match="seed_scale"):
        call_command("bench", "review")
