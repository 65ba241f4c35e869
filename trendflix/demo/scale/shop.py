"""Feeds, products in styles with variants, and their pictures' vectors."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from PIL import Image

from shopping.models import Feed, Product, ProductImage
from trendflix.demo.scale import vectors
from trendflix.demo.scale.rows import Writer, moment
from trendflix.demo.scale.sizes import FEEDS, VARIANTS_PER_STYLE, Sizes
from trendflix.demo.scale.words import COLOURS, MATERIALS, PATTERNS, PIECES, SHOPS

PICTURE = "public/products/scale/piece.jpg"
"""One small picture that all products share, below the media folder."""
SIZES = ("S", "M", "L")
SOLD_OUT_EVERY = 29


def shop_seed(sizes: Sizes, writer: Writer, model: str) -> None:
    """Write the shops; ``model`` stamps the pictures' vectors."""
    if not sizes.products:
        return
    _picture_write()
    feeds = writer.write(Feed, (_feed(number) for number in range(FEEDS)))
    products = writer.write(Product, (_product(sizes, number, feeds) for number in range(sizes.products)))
    writer.write(ProductImage, _images(sizes, products, model))


def _picture_write() -> None:
    path = Path(settings.MEDIA_ROOT) / PICTURE
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (60, 80), (120, 90, 140)).save(path, "JPEG")


def _feed(number: int) -> Feed:
    name = f"{SHOPS[number % len(SHOPS)]} {number + 1}"
    return Feed(name=name, slug=f"scale-{number}", imported=moment(number), created=moment(number))


def _product(sizes: Sizes, number: int, feeds: list[int]) -> Product:
    style, variant = divmod(number, VARIANTS_PER_STYLE)
    category = vectors.category_of(style)
    colour = COLOURS[(style // 5 + variant) % len(COLOURS)]
    pattern = PATTERNS[style // 3 % len(PATTERNS)]
    words = (colour, "" if pattern == "plain" else pattern, MATERIALS[style % len(MATERIALS)], PIECES[category])
    brand = SHOPS[style * 7 % len(SHOPS)]
    name = " ".join(word for word in (brand, *words) if word)
    sold_out = number % SOLD_OUT_EVERY == SOLD_OUT_EVERY - 1
    return Product(
        feed_id=feeds[style % len(feeds)],
        product_id=f"P{number}",
        item_group_id=f"G{style}",
        title=name,
        description=f"{name}, made of {MATERIALS[style % len(MATERIALS)]}, number {style} of its line.",
        link=f"https://shop{style % len(feeds)}.example/p/{number}",
        brand=brand,
        color=colour,
        size=SIZES[variant % len(SIZES)],
        gender=("female", "male", "unisex")[style % 3],
        age_group="adult",
        product_type=f"Clothing > {PIECES[category]}",
        category=category,
        availability="out_of_stock" if sold_out else "in_stock",
        available=not sold_out,
        price=Decimal(1500 + style * 37 % 20000) / 100,
        sale_price=Decimal(1200 + style * 37 % 20000) / 100 if style % 9 == 0 else None,
        row_hash=hashlib.sha256(f"{sizes.seed}:{number}".encode()).hexdigest(),
        created=moment(number, timedelta(seconds=20)),
        updated=moment(number, timedelta(seconds=20)),
    )


def _images(sizes: Sizes, products: list[int], model: str) -> Iterator[ProductImage]:
    """One picture for each product, its vector near its style's."""
    per_block = vectors.BLOCK * VARIANTS_PER_STYLE
    for block in range(-(-len(products) // per_block)):
        found = vectors.picture_vectors(sizes, block, VARIANTS_PER_STYLE)
        for place, product in enumerate(products[block * per_block : (block + 1) * per_block]):
            number = block * per_block + place
            yield ProductImage(
                product_id=product,
                source=f"https://shop.example/{number}.jpg",
                file=PICTURE,
                sha256=hashlib.sha256(f"{sizes.seed}:picture:{number}".encode()).hexdigest(),
                category=vectors.category_of(number // VARIANTS_PER_STYLE),
                vector=found[place].tobytes(),
                model=model,
                agreement=0.5,
            )
