"""Titles that do not fit their pictures are pointed out."""

import json
from typing import Any

import numpy as np
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from shopping.feeds.imports.import_feed import feed_import
from shopping.models import Feed, Product, ProductImage
from shopping.products.embed import feed_embed_job
from shopping.products.title_match_eval import auc
from shopping.products.title_quality import doubtful, title_words
from tests.shopping.conftest import Write, item
from trendflix.jobs.models import Job


@pytest.fixture
def report(feed: Feed, write_feed: Write) -> dict[str, Any]:
    """Of a shop where one title says blue and its picture is red."""
    wrong = item(2, "red", title="a blue thing", color="blue")
    feed_import(feed, write_feed(item(1, "red"), wrong, item(3, "blue")))
    return feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)


def test_a_title_of_another_colour_is_reported(report: dict[str, Any]) -> None:
    (doubt,) = report["doubts"]
    assert doubt["id"] == "P2" and "a blue thing" in doubt["reason"] and doubt["agreement"] < 0


def test_right_titles_agree_more_than_wrong_ones(report: dict[str, Any]) -> None:
    found = {row.product.product_id: row.agreement or 0.0 for row in ProductImage.objects.select_related("product")}
    assert found["P1"] > 0 > found["P2"] and found["P3"] > 0


def test_what_is_not_sold_is_not_worth_a_doubt(report: dict[str, Any]) -> None:
    Product.objects.update(available=False)
    assert not doubtful().exists()


@pytest.mark.parametrize(
    ("title", "colour", "words"),
    [("Crew – Red", "Red", "Crew Red"), ("Crew", "Red", "Red Crew"), ("Crew", "", "Crew")],
)
def test_the_colour_is_said_once(title: str, colour: str, words: str) -> None:
    assert title_words(ProductImage(product=Product(title=title, color=colour))) == words


def test_the_command_lists_the_worst_first(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_titles", "--json", "--below", "99")
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["product_id"] == "P2" and len(rows) == 3
    call_command("check_titles", "shop")
    assert "1 below 0." in capsys.readouterr().out


def test_right_titles_are_told_from_those_of_other_colours(
    feed: Feed, write_feed: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    feed_import(feed, write_feed(item(1, "red"), item(2, "blue"), item(3, "green")))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)
    call_command("check_titles", "shop", "--measure", "--json")
    assert json.loads(capsys.readouterr().out) == {"products": 3, "auc": 1.0}


def test_a_wrong_title_lowers_the_measure(report: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_titles", "--measure", "--json")
    assert json.loads(capsys.readouterr().out)["auc"] < 1.0


def test_one_product_alone_cannot_be_measured(feed: Feed, write_feed: Write) -> None:
    feed_import(feed, write_feed(item(1, "red")))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)
    with pytest.raises(CommandError, match="no two products of another category or colour"):
        call_command("check_titles", "--measure")


@pytest.mark.parametrize(
    ("right", "wrong", "expected"), [([2.0, 3.0], [0.0, 1.0], 1.0), ([1.0], [1.0], 0.5), ([0.0, 2.0], [1.0], 0.5)]
)
def test_the_measure_is_the_share_of_pairs_in_order(right: list[float], wrong: list[float], expected: float) -> None:
    assert auc(np.array(right), np.array(wrong)) == expected


@pytest.mark.django_db
def test_a_feed_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandError, match="There is no feed 'none'"):
        call_command("check_titles", "none")


def test_the_feeds_page_shows_what_to_look_at(client: Client, carol: User, feed: Feed) -> None:
    client.force_login(carol)
    doubts = [{"id": "P2", "agreement": -1.2, "reason": "the title “<b>” does not seem to fit its picture"}]
    Job.objects.create(kind="import_feed", subject_id=feed.pk, status="done", result={"seen": 1})
    Job.objects.create(kind="embed", subject_id=feed.pk, status="done", result={"doubts": doubts})
    page = client.get(f"/admin/shopping/feed/{feed.pk}/change/").content.decode()
    assert "To look at:" in page and "P2: the title “&lt;b&gt;”" in page
