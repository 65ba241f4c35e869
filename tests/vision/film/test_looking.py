"""What is worn in frames, with vectors of how it looks in daylight."""

import numpy as np
from PIL import Image

from tests.fakes import FakeEmbedder, FakeParser
from vision.film.looking import look


def frame(light: tuple[float, float, float] = (1.0, 1.0, 1.0)) -> Image.Image:
    """A red top before a grey wall, in some light."""
    pixels = np.full((90, 160, 3), 190.0)
    pixels[20:70, 60:100] = (230, 60, 60)
    return Image.fromarray((pixels * light).astype(np.uint8))


def test_a_garment_in_a_lamps_light_is_embedded_as_it_looks_in_daylight() -> None:
    lamp = (1.0, 0.84, 0.62)
    [[by_day]], [[by_lamp]] = (
        look([frame()], FakeParser(), FakeEmbedder()),
        look([frame(lamp)], FakeParser(), FakeEmbedder()),
    )
    unbalanced = FakeEmbedder().embed_images([frame(lamp).crop((60, 20, 100, 70))])[0]
    assert by_lamp.vector @ by_day.vector > unbalanced @ by_day.vector


def test_where_it_is_and_what_covers_it_do_not_depend_on_the_light() -> None:
    [[by_day]], [[dim]] = (look([frame(light)], FakeParser(), FakeEmbedder()) for light in ((1.0,) * 3, (0.8,) * 3))
    assert by_day.region.box == dim.region.box


def test_each_frame_keeps_its_own_garments_in_order() -> None:
    empty = Image.new("RGB", (160, 90), (120, 120, 120))
    assert [len(found) for found in look([empty, frame(), empty, frame()], FakeParser(), FakeEmbedder())] == [
        0,
        1,
        0,
        1,
    ]
