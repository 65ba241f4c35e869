"""Garment pictures and what is known of them, for training the dual encoder."""

import csv
import json
import logging
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from trendflix.demo.people import draw
from vision.colours import GROUND, colour_of
from vision.images.cutouts import cut, foreground
from vision.images.open_image import open_picture
from vision.images.product_image import main_region
from vision.language.categories import CATEGORIES, PARTS
from vision.language.vocabulary import DEMO_KINDS, FLATLAY_KINDS, LUMA_KINDS
from vision.masks import region_of
from vision.nets.parsers.bundled import BundledParser
from vision.nets.parsers.regions import regions_of
from vision.protocols import GarmentParser
from vision.training import people
from vision.training.kinds import Facts, category_of, kind_in
from vision.training.runs import once
from vision.types import ByteArray

log = logging.getLogger(__name__)
G = "{http://base.google.com/ns/1.0}"
SIDE = 192
SAMPLES = "samples.npy"
"""What a run's samples are kept as."""
HELD_OUT_EVERY = 5
DRAWN = 500
"""Garments that are drawn, each as a shop shows it and as somebody wears it."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture (SIDE, SIDE, 3), who it shows (equal ``identity``: one product), what is known, and which part of the
    data it is: ``train``, or ``val`` for what is reported on."""

    picture: ByteArray
    identity: str
    facts: Facts
    part: str


def squared(picture: Image.Image) -> ByteArray:
    """On a square of the neutral ground, ``SIDE`` pixels a side."""
    side = max(picture.size)
    square = Image.new("RGB", (side, side), GROUND)
    square.paste(picture, ((side - picture.width) // 2, (side - picture.height) // 2))
    return np.asarray(square.resize((SIDE, SIDE), Image.Resampling.BILINEAR))


def samples_of(run: Path, data: Path, seed: int) -> list[Sample]:
    """All pictures, kept in a run's folder once they are cut out."""
    return once(run / SAMPLES, lambda: everything(data, BundledParser(), seed))


def everything(data: Path, parser: GarmentParser, seed: int) -> Iterator[Sample]:
    """What is sold, lies flat, is worn on the street's training part, and is drawn."""
    yield from catalogue(data / "luma", parser)
    yield from flat(data / "flatlay")
    yield from worn(data / "ccp", held_out=False)
    yield from drawn(seed, DRAWN)


@dataclass(frozen=True, slots=True)
class Entry:
    """A product of a feed: its id, what is known of it, its photos' paths in the feed's folder, and its ``part``."""

    product_id: str
    facts: Facts
    links: list[str]
    part: str


def entries(folder: Path) -> Iterator[Entry]:
    """The products of a folder's ``feed.xml`` whose kind is known, in the parts of its ``split.json``."""
    validation = set(json.loads((folder / "split.json").read_text(encoding="utf-8"))["val"])
    for item in ET.parse(folder / "feed.xml").getroot().iter("item"):  # noqa: S314 - our own training data
        fields = {child.tag.removeprefix(G): child.text or "" for child in item}
        links = [child.text or "" for child in item if child.tag.endswith("image_link")]
        facts = facts_of(fields)
        if not facts.kind:
            log.warning("%s is left out: nothing says what kind of garment %r is", fields["id"], fields["title"])
            continue
        yield Entry(fields["id"], facts, links, "val" if facts.style in validation else "train")


def catalogue(folder: Path, parser: GarmentParser) -> Iterator[Sample]:
    """Every photo of the catalogue, cut out as the product index cuts."""
    for entry in entries(folder):
        for link in entry.links:
            photo = open_picture(folder / link)
            region = main_region(photo, parser.parse([photo])[0], category_of(entry.facts.kind))
            yield Sample(squared(cut(photo, region)), entry.product_id, entry.facts, entry.part)


def facts_of(fields: dict[str, str]) -> Facts:
    """What a feed entry says; without a kind where its type and title name none that is known."""
    title = fields["title"].split("–")[0].strip().lower()
    leaf = fields.get("product_type", "").lower().split(">")[-1]
    kind = next((kind for word, kind in LUMA_KINDS if word in leaf), "") or kind_in(leaf) or kind_in(title)
    if "bra" in title.split() and kind == "tank top":
        kind = "sports bra"
    if kind == "trousers" and {"legging", "leggings", "capri", "tight", "tights"} & set(title.split()):
        kind = "leggings"
    colour = fields.get("color", "").lower().replace("gray", "grey")
    return Facts(kind, colour, fields.get("gender", ""), fields.get("item_group_id", fields["id"]), title)


def worn(folder: Path, *, held_out: bool) -> Iterator[Sample]:
    """Garments cut out of the labelled street photos by their true masks; colours are read off their pixels."""
    for number, sample in enumerate(people.load(folder, held_out=held_out)):
        probabilities = np.eye(len(PARTS), dtype=np.float32)[sample.parts].transpose(2, 0, 1)
        photo = Image.fromarray(sample.photo)
        for index, region in enumerate(regions_of(probabilities)):
            if region.box.area < 0.004 or region.category not in CATEGORIES:
                continue
            cutout = cut(photo, region)
            facts = Facts(region.category, colour_of(cutout))
            part = "val" if held_out else "train"
            yield Sample(squared(cutout), f"worn-{number}-{index}", facts, part)


def drawn(seed: int, count: int) -> Iterator[Sample]:
    """Garments in the demo library's hand, each as its shop shows it and as somebody wears it."""
    from trendflix.demo import training
    from trendflix.demo.cast import Product
    from trendflix.demo.feed import photo

    rng = np.random.default_rng(seed)
    for number in range(count):
        cut_name = str(rng.choice(sorted(DEMO_KINDS)))
        garment = training.garment(rng, cut_name)
        shop = photo(Product("", "", garment, "", "", ""), training.pose(rng))
        alone = foreground(shop)
        body = training.person(rng)
        others = tuple(one for one in body.garments if one.category != garment.category)
        figure = draw(replace(body, garments=(*others, garment)), training.pose(rng), 420)
        seen = figure.labels == garment.label
        if alone is None or seen.sum() < 400:
            continue
        cutout = cut(shop, alone)
        facts = Facts(DEMO_KINDS[cut_name], colour_of(cutout), pattern=garment.pattern)
        yield Sample(squared(cutout), f"drawn-{number}", facts, "train")
        picture = Image.fromarray(figure.rgba[..., :3].clip(0, 255).astype(np.uint8))
        yield Sample(squared(cut(picture, region_of(garment.category, 1.0, seen))), f"drawn-{number}", facts, "train")


def flat_photos(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Photos of single garments lying flat, the kind of each and its part; every fifth by name is held out."""
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["image"])
    for number, row in enumerate(rows):
        path = folder / "images" / f"{row['image']}.jpg"
        if row["label"] in FLATLAY_KINDS and path.exists():
            yield path, FLATLAY_KINDS[row["label"]], "val" if number % HELD_OUT_EVERY == 0 else "train"


def flat(folder: Path) -> Iterator[Sample]:
    """Garments lying flat, whole photos."""
    for path, kind, part in flat_photos(folder):
        yield Sample(squared(open_picture(path, longest=SIDE)), f"flat-{path.stem}", Facts(kind), part)
