"""Product photos as the index sees them."""

import numpy as np
import pytest
from PIL import Image

from tests.fakes import FakeEmbedder, FakeParser
from vision.images.product_image import CODE, embed_products, main_region, product_palette, sale_regions, stamp
from vision.language.colour_names import names_of
from vision.types import Box, Region

Fakes = tuple[FakeParser, FakeEmbedder]


def test_the_hint_says_which_of_the_garments_is_for_sale(fakes: Fakes, scene: Image.Image) -> None:
    top, trousers = embed_products([scene, scene], ["top", "trousers"])
    assert (top.category, trousers.category) == ("top", "trousers")
    assert top.vector[0] > 0.9 and trousers.vector[2] > 0.9


def test_without_a_hint_the_largest_is_taken(fakes: Fakes, scene: Image.Image) -> None:
    assert embed_products([scene])[0].category == "top" or embed_products([scene])[0].box.area > 0.08


def test_without_a_hint_all_that_is_worn_speaks_the_larger_the_more(fakes: Fakes, scene: Image.Image) -> None:
    scene.paste((90, 90, 90), (0, 120, 320, 180))  # the lower half of the trousers
    top, trousers, both = embed_products([scene] * 3, ["top", "trousers", None])
    assert both.vector @ top.vector > both.vector @ trousers.vector > 0.5 and both.category == "top"


def test_a_hint_leaves_all_else_that_is_worn_out() -> None:
    photo = Image.new("RGB", (100, 100), "white")
    upper, lower = Region("top", 0.9, Box(0.2, 0.1, 0.5, 0.4)), Region("trousers", 0.9, Box(0.2, 0.5, 0.4, 0.4))
    assert [one.category for one in sale_regions(photo, [upper, lower], "trousers")] == ["trousers"]
    assert [one.category for one in sale_regions(photo, [lower, upper], None)] == ["top", "trousers"]


def test_a_garment_counts_by_its_own_pixels_not_by_the_box_around_them() -> None:
    photo = Image.new("RGB", (100, 100), "white")
    strap = np.eye(20, dtype=bool)
    bag, top = Region("bag", 0.9, Box(0.1, 0.1, 0.7, 0.8), strap), Region("top", 0.9, Box(0.3, 0.2, 0.4, 0.4))
    assert [one.category for one in sale_regions(photo, [bag, top], None)] == ["top", "bag"]


def test_what_is_one_garment_put_together_speaks_once() -> None:
    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[10:90, 20:80] = (30, 40, 90)
    body, sleeve = Region("top", 0.9, Box(0.2, 0.1, 0.6, 0.5)), Region("outerwear", 0.8, Box(0.2, 0.6, 0.6, 0.3))
    assert len(sale_regions(Image.fromarray(pixels), [body, sleeve], None)) == 1


def test_of_a_photo_that_was_hardly_understood_all_that_stands_there_speaks_alone() -> None:
    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[20:80, 20:80] = (230, 225, 210)
    [everything] = sale_regions(Image.fromarray(pixels), [Region("top", 0.7, Box(0.2, 0.2, 0.12, 0.12))], None)
    assert everything.box.iou(Box(0.2, 0.2, 0.6, 0.6)) > 0.9


def test_a_neighbour_category_answers_a_hint(fakes: Fakes, scene: Image.Image) -> None:
    [seen] = embed_products([scene], ["outerwear"])
    assert seen.category == "outerwear" and seen.vector[0] > 0.9


def test_a_product_alone_on_white_is_seen_whole() -> None:
    pixels = np.full((200, 200, 3), 255, dtype=np.uint8)
    pixels[60:140, 60:140] = (120, 70, 40)
    region = main_region(Image.fromarray(pixels), [], "bag")
    assert region.category == "bag" and region.box.iou(Box(0.3, 0.3, 0.4, 0.4)) > 0.9


def test_a_photo_of_nothing_is_seen_as_it_is() -> None:
    region = main_region(Image.new("RGB", (50, 50), "white"), [], None)
    assert region.box == Box(0, 0, 1, 1)


def test_specks_are_not_products() -> None:
    speck = Region("top", 0.99, Box(0, 0, 0.05, 0.05))
    region = main_region(Image.new("RGB", (50, 50), "white"), [speck], "top")
    assert region.box == Box(0, 0, 1, 1)


def test_the_stamp_names_both_models_and_the_way_of_cutting(fakes: Fakes) -> None:
    assert stamp() == f"fake-embedder+fake-parser+{CODE}"


@pytest.mark.parametrize("count", [0, 1, 5])
def test_as_many_looks_as_photos(fakes: Fakes, scene: Image.Image, count: int) -> None:
    assert len(embed_products([scene] * count)) == count


def test_a_scrap_of_what_stands_on_plain_ground_is_not_the_product() -> None:
    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[20:80, 20:80] = (230, 225, 210)
    scrap = Region("top", 0.7, Box(0.2, 0.2, 0.12, 0.12))
    region = main_region(Image.fromarray(pixels), [scrap], "top")
    assert region.box.iou(Box(0.2, 0.2, 0.6, 0.6)) > 0.9 and region.category == "top"


def test_a_small_garment_among_others_that_were_understood_is_the_product() -> None:
    pixels = np.full((100, 100, 3), 255, dtype=np.uint8)
    pixels[5:95, 30:70] = (30, 40, 90)
    legs, hat = Region("trousers", 0.9, Box(0.3, 0.3, 0.4, 0.65)), Region("hat", 0.9, Box(0.4, 0.05, 0.2, 0.1))
    region = main_region(Image.fromarray(pixels), [legs, hat], "hat")
    assert region.box == hat.box


def test_the_colours_of_the_product_come_with_its_vector(fakes: Fakes, scene: Image.Image) -> None:
    assert names_of(embed_products([scene], ["top"])[0].palette) == ["red"]


def test_a_scene_is_measured_where_the_parser_saw_the_garment_and_not_at_all_where_it_saw_none() -> None:
    pixels = np.full((100, 100, 3), (40, 110, 60), dtype=np.uint8)
    pixels[10:40, 10:40] = (200, 20, 40)
    skirt, photo = Region("skirt", 0.6, Box(0.1, 0.1, 0.3, 0.3)), Image.fromarray(pixels)
    whole = Region("skirt", 0.6, Box(0.0, 0.0, 1.0, 1.0))
    assert names_of(product_palette(photo, whole, [skirt])) == ["red"]
    assert product_palette(photo, whole, []) == ()
    assert product_palette(photo, whole, [Region("shoes", 0.9, Box(0.5, 0.5, 0.2, 0.2))]) == ()
