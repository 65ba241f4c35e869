"""Product photos as pupils: what the parser makes of them, put right by the shop."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from vision.categories import PARTS
from vision.training import products
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


def chances(upper: int) -> FloatArray:
    """Sure of what is where; the upper garment is called ``upper``."""
    parts = np.zeros((60, 40), dtype=int)
    parts[5:30, 10:30], parts[30:55, 12:28] = upper, TROUSERS
    return np.eye(len(PARTS), dtype=np.float32)[parts].transpose(2, 0, 1).copy()


def test_the_shop_knows_better_what_is_for_sale() -> None:
    found = products.settled(photo(), chances(TOP), "outerwear")
    assert found is not None
    assert (found.parts[8:28, 12:28] == JACKET).mean() > 0.9 and (found.parts[35:50, 14:26] == TROUSERS).all()


def test_a_photo_without_the_product_teaches_nothing() -> None:
    assert products.settled(photo(), chances(TOP), "bag") is None


def test_only_styles_of_the_training_part_are_looked_at(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    (tmp_path / "split.json").write_text(json.dumps({"train": ["A"], "val": ["B"]}))
    photo().save(tmp_path / "a.png")
    teacher: Any = type("Teacher", (), {"chances": lambda self, image, careful: chances(JACKET)})()
    (found,) = products.load(tmp_path, teacher)
    assert found.parts.shape == (60, 40) and (found.parts == JACKET).any()


@pytest.mark.parametrize("category", ["outerwear", "top"])
def test_the_rest_of_the_photo_stays_as_it_was_seen(category: str) -> None:
    found = products.settled(photo(), chances(TOP), category)
    assert found is not None and set(np.unique(found.parts)) == {0, PARTS.index(category), TROUSERS}
