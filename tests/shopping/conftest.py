"""A shop of a few coloured products, a film of a few coloured garments, and fakes for models."""

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pytest
from PIL import Image

from catalog.models import Title
from playback.models import Video
from shopping.index import product_index
from shopping.models import Feed
from tests.fakes import FakeEmbedder, FakeParser
from vision.models import Analysis, Appearance, Garment
from vision.nets import runtime
from vision.types import FloatArray
from vision.vectors import pack, unit

Write = Callable[..., Path]
COLOURS = {"red": (220, 20, 20), "green": (20, 210, 20), "blue": (20, 20, 220), "dark red": (170, 30, 30)}


@pytest.fixture(autouse=True)
def eyes() -> Iterator[None]:
    """Fakes for models, and no index of another test."""
    product_index._loaded = None
    with runtime.use(parser=FakeParser(), embedder=FakeEmbedder()):
        yield


def item(number: int, colour: str = "red", kind: str = "Tops > Tees", **more: str) -> dict[str, str]:
    """A row of a feed."""
    fields = {
        "id": f"P{number}",
        "item_group_id": f"S{number}",
        "title": f"{colour} thing {number}",
        "description": "A thing.",
        "link": f"https://shop.example/{number}",
        "image_link": f"images/{colour.replace(' ', '-')}.jpg",
        "price": "15.00 USD",
        "availability": "in_stock",
        "brand": "Shop",
        "color": colour,
        "product_type": kind,
    }
    return {name: value for name, value in (fields | more).items() if value}


@pytest.fixture
def write_feed(tmp_path: Path) -> Write:
    """Writes a Google Merchant feed of items, with a picture for each colour beside it."""
    folder = tmp_path / "shop"
    (folder / "images").mkdir(parents=True)
    for name, colour in COLOURS.items():
        pixels = np.full((120, 120, 3), 255, dtype=np.uint8)
        pixels[20:100, 30:90] = colour
        Image.fromarray(pixels).save(folder / "images" / f"{name.replace(' ', '-')}.jpg", quality=95)

    def write(*items: dict[str, str], name: str = "feed.xml") -> Path:
        rows = "\n".join(
            "<item>" + "".join(f"<g:{key}>{escape(value)}</g:{key}>" for key, value in one.items()) + "</item>"
            for one in items
        )
        path = folder / name
        path.write_text(
            f'<?xml version="1.0"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n{rows}\n'
            "</channel></rss>"
        )
        return path

    return write


@pytest.fixture
def feed(db: None) -> Feed:
    """A shop."""
    return Feed.objects.create(name="Shop", slug="shop")


def vector(red: float, green: float, blue: float) -> FloatArray:
    """The fake embedder's vector of a colour."""
    return unit(np.array([red, green, blue, 0.1], dtype=np.float32))


@pytest.fixture
def video(db: None) -> Video:
    """A film in which a red top and blue trousers are worn."""
    title = Title.objects.create(name="Reel", slug="reel")
    made = Video.objects.create(title=title, package_key="abc", duration=10.0)
    known = Analysis.objects.create(video=made, key="k", model="fake-embedder", parser="fake-parser")
    for category, colour in (("top", vector(0.86, 0.08, 0.08)), ("trousers", vector(0.08, 0.08, 0.86))):
        garment = Garment.objects.create(
            analysis=known,
            category=category,
            vector=pack(colour),
            model="fake-embedder",
            cutout=f"garments/k/{category}.webp",
            attributes={"colour": "red" if category == "top" else "blue"},
        )
        box = {"t": 1.0, "x": 0.1, "y": 0.2, "w": 0.3, "h": 0.4}
        Appearance.objects.create(garment=garment, start=0.0, end=5.0, boxes=[box])
    return made
