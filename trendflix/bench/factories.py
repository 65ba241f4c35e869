"""Films with much worn in them, made up for measuring."""

import random
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from PIL import Image

from playback.models import Video
from shopping.models import Feed, Match, Product, ProductImage
from vision.models import Analysis, Appearance, Garment

STAYS, BOXES, MATCHES = 8, 3, 12


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is worn: garments with ``STAYS`` appearances each over a film of ``seconds``, and ``products``."""

    garments: int
    products: int
    seconds: float


def fill_film(video: Video, amount: Amount) -> None:
    """Garments with appearances and ``MATCHES`` products each for a film."""
    reading = Analysis.objects.create(video=video, key="bench", model="bench", parser="bench")
    garments = Garment.objects.bulk_create(
        [
            Garment(analysis=reading, category="top", vector=b"\0\0", model="bench", cutout=f"garments/b/{n}.webp")
            for n in range(amount.garments)
        ]
    )
    stays = [_stay(garment, n, amount.seconds) for garment in garments for n in range(STAYS)]
    Appearance.objects.bulk_create(stays)
    products = _products(amount.products)
    Match.objects.bulk_create(
        [
            Match(garment=garment, product=products[(place * 7 + number) % len(products)], rank=place + 1, score=0.5)
            for number, garment in enumerate(garments)
            for place in range(MATCHES)
        ]
    )


def draw(video: Video) -> None:
    """A small picture for each garment and product that ``fill_film`` made, so that a browser has something to show."""
    cutouts = Garment.objects.values_list("cutout", flat=True)
    images = ProductImage.objects.values_list("file", flat=True)
    files = [*(video.folder / name for name in cutouts), *(Path(settings.MEDIA_ROOT) / name for name in images)]
    for number, file in enumerate(files):
        file.parent.mkdir(parents=True, exist_ok=True)
        kind = "JPEG" if file.suffix == ".jpg" else "WEBP"
        Image.new("RGB", (240, 320), (number * 37 % 256, 90, 140)).save(file, kind)


def _stay(garment: Garment, number: int, seconds: float) -> Appearance:
    """A stay whose boxes shake as those of a parser do, so that they pack no better than real ones."""
    chance = random.Random(garment.pk * STAYS + number)  # noqa: S311 - made up, no secret
    start = round(chance.uniform(0, seconds - 10), 3)
    x, y, w, h = chance.uniform(0, 0.6), chance.uniform(0, 0.5), chance.uniform(0.1, 0.3), chance.uniform(0.1, 0.4)
    boxes = [
        {"t": round(start + 2 * n, 3)}
        | {side: round(part + chance.gauss(0, 0.015), 4) for side, part in zip("xywh", (x, y, w, h), strict=True)}
        for n in range(BOXES)
    ]
    return Appearance(garment=garment, start=start, end=round(start + chance.uniform(4, 7), 3), boxes=boxes)


def _products(count: int) -> list[Product]:
    name = f"bench-{uuid4().hex[:8]}"
    feed = Feed.objects.create(name=name, slug=name)
    products = Product.objects.bulk_create(
        [
            Product(feed=feed, product_id=f"P{n}", title=f"Product number {n} in blue", link="https://shop.example/")
            for n in range(count)
        ]
    )
    ProductImage.objects.bulk_create(
        [ProductImage(product=product, file=_picture(product.product_id)) for product in products]
    )
    return products


def _picture(name: str) -> str:
    """A path as pictures have it: their hash, which no packing makes smaller."""
    digest = sha256(name.encode()).hexdigest()
    return f"public/products/{digest[:2]}/{digest}.jpg"


WORDS = ("linen", "slim", "cropped", "oversized", "vintage", "washed", "ribbed", "quilted", "pleated", "soft")
KINDS = (("Shirt", "Tops > Shirts"), ("Jeans", "Trousers > Jeans"), ("Coat", "Coats"), ("Dress", "Dresses"))
COLOURS = ("black", "navy", "red", "olive", "cream", "grey", "brown")
SIZES = ("S", "M", "L", "XL")
REPRICED = 100
ITEM = (
    "<item><g:id>SKU{0}</g:id><g:item_group_id>G{1}</g:item_group_id><title>{2} {3}</title>"
    "<description>{2} {3}, number {1} of the season, with a regular fit and two pockets.</description>"
    "<link>https://shop.example/p/{1}?v={0}</link><g:image_link>https://img.shop.example/{1}.jpg</g:image_link>"
    "<g:price>{5}.95 EUR</g:price><g:availability>in_stock</g:availability><g:brand>Shop {6}</g:brand>"
    "<g:color>{3}</g:color><g:size>{7}</g:size><g:product_type>{4}</g:product_type></item>\n"
)
"""Of a feed: id, style, name, colour, section, price, brand, size."""


def feed_rows_write(path: Path, rows: int, season: int = 0) -> Path:
    """A Google Merchant feed of made-up clothes, each in ``SIZES``, always the same; in another season the price of
    every ``REPRICED``th is another.
    """
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n')
        file.writelines(_feed_row(number, season) for number in range(rows))
        file.write("</channel></rss>")
    return path


def _feed_row(number: int, season: int) -> str:
    style = number // len(SIZES)
    kind, section = KINDS[style % len(KINDS)]
    name = f"{WORDS[style % len(WORDS)].title()} {WORDS[style // 7 % len(WORDS)]} {kind} {style % 997}"
    colour, size = COLOURS[style % len(COLOURS)], SIZES[number % len(SIZES)]
    price = 10 + style % 90 + (season if number % REPRICED == 0 else 0)
    return ITEM.format(number, style, name, colour, section, price, style % 40, size)
