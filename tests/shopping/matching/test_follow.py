"""What follows an import: one job for all films, which ends with every film matched."""

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from playback.models import Video
from shopping.admin.matches import MatchAdmin
from shopping.feeds.imports.import_feed import feed_import
from shopping.matching.match import match_decide
from shopping.models import Feed, Match, Product
from shopping.products.embed import feed_embed_job
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def test_an_import_that_is_waited_for_ends_with_films_matched(write_feed: Write, video: Video) -> None:
    path = write_feed(item(1), item(2, "blue", "Bottoms > Pants"))
    call_command("import_feed", str(path), "--source", "Shop", "--wait")
    assert set(Match.objects.values_list("garment__category", "product__product_id")) == {
        ("top", "P1"),
        ("trousers", "P2"),
    }
    ids = set(Match.objects.values_list("pk", flat=True))
    write_feed(item(1), item(2, "blue", "Bottoms > Pants"), item(3, "dark red"))
    call_command("import_feed", str(path), "--source", "Shop", "--wait")
    assert Match.objects.count() == 3 and ids < set(Match.objects.values_list("pk", flat=True))
    assert list(Job.objects.order_by("pk").values_list("kind", "status")) == 2 * [
        ("import_feed", "done"),
        ("embed", "done"),
        ("match_changed", "done"),
    ]


def test_matching_all_speaks_of_each_title(
    feed: Feed, write_feed: Write, video: Video, capsys: pytest.CaptureFixture[str]
) -> None:
    feed_import(feed, write_feed(item(1)))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), silent)
    call_command("match", "--all")
    assert "reel: 2 garments, 1 matches." in capsys.readouterr().out


def test_approving_from_an_old_page_what_is_gone_is_an_answer_and_no_fault(
    client: Client, carol: User, feed: Feed, write_feed: Write, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed_import(feed, write_feed(item(1), item(2, "dark red")))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), silent)
    call_command("match", "reel")
    pks = list(Match.objects.values_list("pk", flat=True))
    decide = match_decide

    def late(match: Match, status: str, user: User) -> Match:
        Product.objects.filter(pk=match.product_id, product_id="P1").delete()
        return decide(match, status, user)

    monkeypatch.setattr("shopping.admin.matches.match_decide", late)
    client.force_login(carol)
    body = {"action": MatchAdmin.approve.__name__, "_selected_action": pks}
    page = client.post("/admin/shopping/match/", body, follow=True).content.decode()
    assert "is not there any more" in page and "Approved: 1." in page
    assert [match.status for match in Match.objects.all()] == ["approved"]


def test_a_decision_on_nothing_known_is_refused(carol: User, video: Video) -> None:
    with pytest.raises(UserError, match="product of match"):
        match_decide(Match(pk=7, garment_id=video.analysis.garments.all()[0].pk, product_id=99), "approved", carol)
