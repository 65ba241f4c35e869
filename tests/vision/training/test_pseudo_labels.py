"""Pseudo-labels for photos without masks, corrected by weak labels."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from vision.language.categories import PARTS
from vision.training import pseudo_labels
from vision.types import FloatArray

TOP, JACKET, TROUSERS = (PARTS.index(part) for part in ("top", "outerwear", "trousers"))
FEED = """<rss xmlns:g="http://base.google.com/ns/1.0"><channel>
<item><g:id>A-red</g:id><g:item_group_id>A</g:item_group_id><title>Warm Jacket</title>
<g:product_type>Tops &gt; Jackets</g:product_type><g:color>Red</g:color><g:image_link>a.png</g:image_link></item>
<item><g:id>B-red</g:id><g:item_group_id>B</g:item_group_id><title>Held Jacket</title>
<g:product_type>Tops &gt; Jackets</g:product_type><g:color>Red</g:color><g:image_link>b.png</g:image_link></item>
</channel></rss>"""


def photo() -> Image.Image:
    """A red garment above blue trousers on white ground."""
    pixels = np.full((60, 40, 3), 255, dtype=np.uint8)
    pixels[5:30, 10:30] = 200, 30, 30
    pixels[30:55, 12:28] = 30, 30, 120
    return Image.fromarray(pixels)


def probabilities(upper: int) -> FloatArray:
    """Sure of what is where; the upper garment is called ``upper``."""
    parts = np.zeros((60, 40), dtype=int)
    parts[5:30, 10:30], parts[30:55, 12:28] = upper, TROUSERS
    return np.eye(len(PARTS), dtype=np.float32)[parts].transpose(2, 0, 1).copy()


def teacher(upper: int) -> Any:
    """Sees the same in every photo."""
    return type("Teacher", (), {"probabilities": lambda self, image, careful=False: probabilities(upper)})()


def test_the_shop_knows_better_what_is_for_sale() -> None:
    found = pseudo_labels.settled(photo(), probabilities(TOP), "outerwear")
    assert found is not None
    assert (found.parts[8:28, 12:28] == JACKET).mean() > 0.9 and (found.parts[35:50, 14:26] == TROUSERS).all()


def test_a_photo_without_the_product_teaches_nothing() -> None:
    assert pseudo_labels.settled(photo(), probabilities(TOP), "bag") is None


def test_only_styles_of_the_training_part_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "split.json").write_text(json.dumps({"train": ["A"], "val": ["B"]}))
    photo().save(tmp_path / "a.png")
    (found,) = pseudo_labels.sold(tmp_path, teacher(JACKET))
    assert found.parts.shape == (60, 40) and (found.parts == JACKET).any()


@pytest.mark.parametrize("category", ["outerwear", "top"])
def test_the_rest_of_the_photo_stays_as_it_was_seen(category: str) -> None:
    found = pseudo_labels.settled(photo(), probabilities(TOP), category)
    assert found is not None and set(np.unique(found.parts)) == {0, PARTS.index(category), TROUSERS}


def test_of_a_tagged_photo_only_what_was_tagged_is_taught(tmp_path: Path) -> None:
    (tmp_path / "tags.json").write_text(json.dumps({"1005": ["null", "coat", "jeans"]}))
    (tmp_path / "tagged").mkdir()
    photo().save(tmp_path / "tagged" / "1005.jpg")
    unsure = 0.6 * probabilities(TOP) + 0.4 * probabilities(JACKET)
    found = pseudo_labels.allowed(photo(), unsure, [JACKET, TROUSERS])
    assert (found.parts[8:28, 12:28] == JACKET).all() and (found.parts[35:50, 14:26] == TROUSERS).all()
    (loaded,) = pseudo_labels.tagged(tmp_path, teacher(JACKET))
    assert set(np.unique(loaded.parts)) == {0, JACKET, TROUSERS}


def test_what_lies_flat_is_one_garment_however_many_are_seen() -> None:
    found = pseudo_labels.alone(photo(), probabilities(TOP), "dress")
    assert found is not None and set(np.unique(found.parts)) == {0, PARTS.index("dress")}
    assert found.parts[8, 15] == found.parts[50, 15] == PARTS.index("dress")


@pytest.mark.parametrize("filled", [0.0, 1.0])
def test_a_flat_photo_of_nothing_but_ground_or_nothing_but_garment_teaches_nothing(filled: float) -> None:
    seen = np.zeros((len(PARTS), 60, 40), dtype=np.float32)
    seen[0], seen[TOP] = 1 - filled, filled
    assert pseudo_labels.alone(photo(), seen, "top") is None


def test_of_flat_garments_each_category_gives_as_many_as_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pseudo_labels, "MAX_PER_CATEGORY", 2)
    (tmp_path / "images").mkdir()
    rows = [f"{number:02d},{'Dress' if number % 4 == 3 else 'Shirt'},False" for number in range(12)]
    (tmp_path / "labels.csv").write_text("\n".join(["image,label,kids", *rows]))
    for number in range(12):
        photo().save(tmp_path / "images" / f"{number:02d}.jpg")
    found = [set(np.unique(one.parts)) - {0} for one in pseudo_labels.flat(tmp_path, teacher(TOP))]
    assert sorted(map(sorted, found)) == [[TOP], [TOP], [PARTS.index("dress")], [PARTS.index("dress")]]


def test_masks_are_as_fine_as_the_photo_however_coarse_the_chances() -> None:
    coarse = probabilities(TOP)[:, ::4, ::4].copy()
    found = pseudo_labels.allowed(photo(), coarse, [TOP, TROUSERS])
    assert found.photo.shape == (60, 40, 3) and found.parts.shape == (60, 40)
    assert (found.parts[8:28, 13:27] == TOP).all() and (found.parts[35:50, 15:25] == TROUSERS).all()
