"""The demo library: drawn the same each time, and true to what it says of itself."""

from pathlib import Path

import numpy as np
import pytest

from shopping.feeds import read_feed, row_of
from trendflix.demo import feed, film, training_frames
from trendflix.demo.cast import CAST, DECOYS, WEARS, WORN
from trendflix.demo.library import captions
from trendflix.demo.story import FILMS, HEIGHT, LAST_FERRY, WIDTH
from vision.language.categories import CATEGORIES, PARTS


def test_the_film_is_forty_seconds_of_five_shots_three_people_and_eight_garments() -> None:
    truth = film.truth(LAST_FERRY)
    assert LAST_FERRY.seconds == 40 and len(truth) == 5 and len(CAST) == 3
    assert {worn["item_group_id"] for shot in truth for worn in shot["worn"]} == {one.style for one in WORN.values()}
    assert len(WORN) == 8 and sum(map(len, WEARS.values())) == 8


def test_a_garment_is_drawn_where_the_truth_says() -> None:
    shot = LAST_FERRY.shots[0]
    jacket = next(worn for worn in film.truth(LAST_FERRY)[0]["worn"] if worn["item_group_id"] == "ML-101")
    box = jacket["boxes"][4]
    picture = film.frame(shot, box["t"]).astype(int)
    x, y, right, bottom = (round(box[a] * s) for a, s in (("x", WIDTH), ("y", HEIGHT), ("x", WIDTH), ("y", HEIGHT)))
    right, bottom = right + round(box["w"] * WIDTH), bottom + round(box["h"] * HEIGHT)
    coral = (picture[..., 0] > 150) & (picture[..., 0] > picture[..., 2] + 60) & (picture[..., 1] < 130)
    assert coral[y:bottom, x:right].mean() > 0.3


def test_every_film_has_frames_for_its_whole_length_and_words_within_it() -> None:
    for one in FILMS:
        assert all(0 <= start < end <= one.seconds for start, end, _ in one.lines)
        assert captions(one).startswith("WEBVTT\n\n00:00:0")


def test_frames_are_drawn_the_same_each_time() -> None:
    shot = LAST_FERRY.shots[4]
    first = film.frame(shot, 3.25)
    film.sprite.cache_clear()
    film.ground_of.cache_clear()
    assert first.shape == (HEIGHT, WIDTH, 3) and np.array_equal(first, film.frame(shot, 3.25))


def test_the_shop_has_thirty_products_that_a_feed_accepts(tmp_path: Path) -> None:
    rows = [row_of(entry) for entry in read_feed(feed.write(tmp_path))]
    assert len(rows) == len({row.item_group_id for row in rows}) == 30 == len(WORN) + len(DECOYS)
    assert all((tmp_path / image).is_file() for row in rows for image in row.images)
    assert sum(len(row.images) > 1 for row in rows) >= 8
    assert sum(row.availability == "out_of_stock" for row in rows) == 2
    styles = {row.item_group_id: row.category for row in rows}
    assert all(styles[one.style] == one.garment.category for one in (*WORN.values(), *DECOYS))


def test_a_product_photo_shows_the_garment_on_white() -> None:
    pixels = np.asarray(feed.photo(WORN["dress"]))
    assert (pixels[0] > 240).all() and 0.1 < (pixels[..., 0] < 120).mean() < 0.6


def test_training_frames_have_a_part_for_every_pixel_and_differ_by_seed() -> None:
    frames = list(training_frames(1, 8))
    assert all(rgb.shape == (*parts.shape, 3) and parts.max() < len(PARTS) for rgb, parts in frames)
    seen = {int(part) for _, parts in frames for part in np.unique(parts)}
    assert len(seen & {PARTS.index(category) for category in CATEGORIES}) >= 5
    assert not np.array_equal(frames[0][0], next(training_frames(2, 1))[0])


@pytest.mark.parametrize("who", CAST)
def test_somebody_is_drawn_with_skin_hair_and_all_their_garments(who: str) -> None:
    labels = film.sprite(who, 500, 0, False).labels
    wanted = {WORN[name].garment.label for name in WEARS[who]} | {PARTS.index("skin"), PARTS.index("hair")}
    assert wanted <= {int(label) for label in np.unique(labels)}


def test_every_shot_is_a_chapter_of_the_film() -> None:
    words = film.chapters(LAST_FERRY)
    assert words.startswith(";FFMETADATA1\n") and words.count("[CHAPTER]") == len(LAST_FERRY.shots)
    assert "START=8000\nEND=16000\ntitle=Counter\n" in words and "END=40000" in words
