"""Products by words, by picture, by both."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from shopping.feeds.imports.import_feed import feed_import
from shopping.matching.ranker import find
from shopping.models import Feed
from shopping.products.embed import feed_embed_job
from tests.shopping.conftest import Write, item
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job


@pytest.fixture
def shop(feed: Feed, write_feed: Write) -> Feed:
    """Red and dark red tops, a green dress, blue trousers."""
    kinds = {"red": "Tops", "dark red": "Tops", "green": "Dresses", "blue": "Trousers"}
    feed_import(feed, write_feed(*(item(n, colour, kind) for n, (colour, kind) in enumerate(kinds.items()))))
    feed_embed_job(Job(kind="embed", subject_id=feed.pk), lambda stage, part: None)
    return feed


def picture(colour: tuple[int, int, int]) -> Image.Image:
    """A rectangle of one colour on white."""
    pixels = np.full((120, 120, 3), 255, dtype=np.uint8)
    pixels[20:100, 30:90] = colour
    return Image.fromarray(pixels)


def ids(**asked: Any) -> list[str]:
    """Product ids of an answer."""
    return [item.product_id for item in find(**asked)]


def test_words_find_what_the_feed_says(shop: Feed) -> None:
    assert ids(text="blue trousers")[0] == "P3"


def test_a_picture_finds_what_looks_like_it(shop: Feed) -> None:
    assert ids(image=picture((20, 20, 220)))[0] == "P3"
    assert ids(image=picture((215, 22, 22)))[:1] == ["P0"]


def test_words_beside_a_picture_change_the_answer(shop: Feed) -> None:
    red = picture((215, 22, 22))
    assert ids(image=red, text="dark red")[0] == "P1"


def test_a_category_keeps_the_others_out(shop: Feed) -> None:
    assert ids(text="red", category="dress") == ["P2"]


def test_top_bounds_the_answer(shop: Feed) -> None:
    assert len(ids(text="thing", top=2)) == 2


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({}, "Say what to look for"),
        ({"text": "  "}, "Say what to look for"),
        ({"text": "red", "category": "sofa"}, "'sofa' is no category"),
        ({"text": "red", "top": 0}, "0 is no number of products"),
    ],
)
def test_what_cannot_be_asked_is_said(shop: Feed, asked: dict[str, Any], reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        find(**asked)


def test_ten_thousand_words_are_a_query_like_any_other(shop: Feed) -> None:
    assert ids(text="blue trousers " * 5_000)[0] == "P3"


def test_an_empty_shop_answers_nothing(feed: Feed) -> None:
    assert find(text="red dress") == []


def test_the_command_prints_rows_for_scripts(shop: Feed, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("find_products", "--text", "blue trousers", "--top", "1", "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert set(row) == {"product_id", "item_group_id", "title", "score"} and row["product_id"] == "P3"


def test_the_command_takes_a_picture(shop: Feed, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture((20, 20, 220)).save(tmp_path / "a.png")
    call_command("find_products", "--image", str(tmp_path / "a.png"), "--top", "1")
    assert "P3" in capsys.readouterr().out


def test_the_command_answers_a_file_of_queries(shop: Feed, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.txt").write_text("blue trousers\n\ngreen dress\n")
    call_command("find_products", "--texts", str(tmp_path / "q.txt"), "--json")
    answers = json.loads(capsys.readouterr().out)
    assert {query: found[0] for query, found in answers.items()} == {"blue trousers": "P3", "green dress": "P2"}


@pytest.mark.parametrize(
    ("name", "content", "option", "reason"),
    [
        ("a.png", b"words", "--image", "a.png: not a picture"),
        ("none.png", None, "--image", "none.png: there is no such picture"),
        ("none.txt", None, "--texts", "none.txt: there is no such file"),
        ("q.txt", b"\xff\xfe\x00", "--texts", "not text in UTF-8"),
        ("q.txt", b"\n\n", "--texts", "holds no query"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_file(
    shop: Feed, tmp_path: Path, name: str, content: bytes | None, option: str, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=reason):
        call_command("find_products", option, str(tmp_path / name))
