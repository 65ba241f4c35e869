"""What a drawn box means."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image

from tests.fakes import FakeEmbedder, FakeParser
from vision.images.region_query import best_match, embed_region
from vision.nets import runtime
from vision.types import NOBODY, Box, Region

TOP, TROUSERS = Box(100 / 320, 20 / 180, 80 / 320, 60 / 180), Box(110 / 320, 80 / 180, 60 / 320, 80 / 180)
pytestmark = pytest.mark.usefixtures("fakes")


@pytest.mark.parametrize(("box", "category", "channel"), [(TOP, "top", 0), (TROUSERS, "trousers", 2)])
def test_a_box_around_a_garment_means_that_garment_alone(
    scene: Image.Image, box: Box, category: str, channel: int
) -> None:
    seen = embed_region(scene, box)
    assert seen.category == category and seen.vector.argmax() == channel
    assert seen.box.iou(box) > 0.8


def test_a_box_drawn_roughly_means_what_fills_it_most(scene: Image.Image) -> None:
    rough = Box(TOP.x - 0.03, TOP.y - 0.05, TOP.w + 0.06, TOP.h + 0.15)
    assert embed_region(scene, rough).category == "top"


def test_a_box_with_nothing_worn_in_it_is_taken_whole(scene: Image.Image) -> None:
    empty = Box(0.02, 0.05, 0.1, 0.2)
    seen = embed_region(scene, empty)
    assert seen.category == "" and seen.box.iou(empty) > 0.9
    grey = FakeEmbedder().embed_images([Image.new("RGB", (20, 20), (90, 90, 90))])[0]
    assert float(seen.vector @ grey) > 0.99


def test_what_a_paused_frame_shows_in_a_lamps_light_is_embedded_as_in_daylight() -> None:
    lamp = (1.0, 0.86, 0.66)
    daylight = Image.new("RGB", (120, 90), (180, 180, 180))
    daylight.paste((160, 160, 180), (40, 30, 80, 60))
    lit = Image.merge(
        "RGB",
        [band.point(lambda level, part=part: level * part) for band, part in zip(daylight.split(), lamp, strict=True)],
    )
    box = Box(40 / 120, 30 / 90, 40 / 120, 30 / 90)
    as_it_is = FakeEmbedder().embed_images([daylight.crop((40, 30, 80, 60))])[0]
    as_it_looks = FakeEmbedder().embed_images([lit.crop((40, 30, 80, 60))])[0]
    assert embed_region(lit, box).vector @ as_it_is > as_it_looks @ as_it_is


def test_a_box_at_the_pictures_edge_stays_within_it(scene: Image.Image) -> None:
    corner = Box(0.9, 0.9, 0.1, 0.1)
    seen = embed_region(scene, corner)
    assert seen.box.x + seen.box.w <= 1.01 and seen.box.y + seen.box.h <= 1.01


def test_of_two_garments_the_one_that_fills_the_box_better_is_meant() -> None:
    small, large = Region("hat", 0.9, Box(0.4, 0.4, 0.1, 0.1)), Region("dress", 0.9, Box(0.1, 0.1, 0.8, 0.8))
    assert best_match([large, small], Box(0.38, 0.38, 0.14, 0.14)) is small
    assert best_match([large, small], Box(0.1, 0.2, 0.8, 0.7)) is large
    assert best_match([small], Box(0.6, 0.6, 0.3, 0.3)) is None
    assert best_match([], Box(0.1, 0.1, 0.5, 0.5)) is None


def test_the_parser_is_shown_a_small_picture_of_what_lies_around(scene: Image.Image, fakes: object) -> None:
    sizes: list[tuple[int, int]] = []

    class Noting(FakeParser):
        def parse(self, images: object, *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
            sizes.extend(image.size for image in images)  # type: ignore[attr-defined]
            return super().parse(images)  # type: ignore[arg-type]

    from vision.nets import runtime

    with runtime.use(parser=Noting()):
        embed_region(scene.resize((2560, 1440)), TOP)
    assert max(sizes[0]) <= 256


class Bystander(FakeParser):
    """Sees the same regions, and that nobody wears them."""

    score = 0.9

    def parse(self, images: Sequence[Image.Image], *, careful: bool = False, worn: bool = False) -> list[list[Region]]:
        """The regions, worn by nobody."""
        return [[replace(one, person=NOBODY, score=self.score) for one in some] for some in super().parse(images)]


@pytest.mark.parametrize(("is_sure", "category"), [(True, "top"), (False, "")])
def test_what_hangs_on_nobody_is_a_garment_where_both_models_are_sure(
    scene: Image.Image, monkeypatch: pytest.MonkeyPatch, is_sure: bool, category: str
) -> None:
    monkeypatch.setattr("vision.images.region_query.sure_category", lambda seen: "top" if is_sure else "")
    with runtime.use(parser=Bystander(), embedder=FakeEmbedder()):
        seen = embed_region(scene, TOP)
    assert seen.category == category
    assert is_sure or seen.box == TOP
