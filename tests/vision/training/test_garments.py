"""Garment pictures for training, and what is known of them."""

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from vision.colours import GROUND
from vision.training.garments import SIDE, drawn, entries, facts_of, flat, squared
from vision.training.kinds import PHRASES


def test_a_picture_is_put_on_a_square_of_the_ground() -> None:
    made = squared(Image.new("RGB", (100, 50), (255, 0, 0)))
    assert made.shape == (SIDE, SIDE, 3) and tuple(made[2, 96]) == GROUND and tuple(made[96, 96]) == (255, 0, 0)


@pytest.mark.parametrize(
    ("product_type", "title", "kind"),
    [
        ("Women > Tops > Tees", "Desiree Fitness Tee", "t-shirt"),
        ("Women > Tops > Bras & Tanks", "Electra Bra Top", "sports bra"),
        ("Women > Tops > Bras & Tanks", "Nora Practice Tank", "tank top"),
        ("Women > Bottoms > Pants", "Ida Workout Capri Pant", "leggings"),
        ("Men > Bottoms > Pants", "Caesar Warm-Up Pant", "trousers"),
        ("Gear > Watches", "Dash Digital", "watch"),
        ("Women > Dresses", "Summer Breeze", "dress"),
        ("Accessories", "Grey Wool Scarf", "scarf"),
        ("Shoes > Boots", "Trail", "shoes"),
        ("Women > Skirts", "Denim Dress Length", "skirt"),
    ],
)
def test_a_feed_entry_says_what_a_product_is(product_type: str, title: str, kind: str) -> None:
    entry = {"id": "A", "title": f"{title} – Gray", "product_type": product_type, "color": "Gray", "gender": "female"}
    facts = facts_of(entry)
    assert (facts.kind, facts.colour, facts.title) == (kind, "grey", title.lower()) and facts.kind in PHRASES


def test_a_product_of_no_known_kind_is_left_out_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "split.json").write_text('{"val": ["C"]}')
    (tmp_path / "feed.xml").write_text(
        '<rss xmlns:g="http://base.google.com/ns/1.0"><channel>'
        "<item><g:id>A</g:id><title>Yoga Strap</title><g:product_type>Gear &gt; Fitness</g:product_type></item>"
        "<item><g:id>B</g:id><title>Long Coat</title><g:product_type>Outside</g:product_type></item>"
        "<item><g:id>C</g:id><title>Boots</title></item></channel></rss>"
    )
    found = [(entry.product_id, entry.facts.kind, entry.part) for entry in entries(tmp_path)]
    assert found == [("B", "jacket", "train"), ("C", "shoes", "val")]
    assert "A is left out" in caplog.text and "Yoga Strap" in caplog.text


def test_drawn_garments_come_in_pairs_of_one_colour() -> None:
    samples = list(drawn(3, 12))
    assert len(samples) >= 16 and len(samples) % 2 == 0
    for alone, worn in zip(samples[::2], samples[1::2], strict=True):
        assert alone.identity == worn.identity and alone.facts == worn.facts
    again = list(drawn(3, 12))
    assert all(np.array_equal(a.picture, b.picture) for a, b in zip(samples, again, strict=True))


def test_flat_garments_keep_a_fifth_aside_and_leave_unsure_labels_out(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    labels = ["T-Shirt", "Not sure", "Pants", "Skip", "Dress", "Hat"]
    with (tmp_path / "labels.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["image", "label", "kids"])
        for number, label in enumerate(labels):
            writer.writerow([f"a{number}", label, "False"])
            Image.new("RGB", (60, 80), (200, 0, 0)).save(tmp_path / "images" / f"a{number}.jpg")
    found = list(flat(tmp_path))
    assert [sample.facts.kind for sample in found] == ["t-shirt", "trousers", "dress", "hat"]
    assert [sample.part for sample in found] == ["val", "train", "train", "val"]
