"""The demo shop: product photos drawn front-on in the film's own hand, and the feed that names them."""

from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from PIL import Image

from trendflix.demo.canvas import Canvas
from trendflix.demo.cast import DECOYS, WORN, Product
from trendflix.demo.figure import Pose, joints
from trendflix.demo.garments import CUTS

SIDE = 800
KINDS = {
    "jacket": "Clothing > Outerwear > Jackets", "tee": "Clothing > Tops > T-Shirts", "sweater": "Clothing > Tops > Sweaters",
    "trousers": "Clothing > Trousers", "shorts": "Clothing > Shorts", "dress": "Clothing > Dresses",
    "skirt": "Clothing > Skirts", "bag": "Accessories > Bags", "beanie": "Accessories > Hats", "shoes": "Shoes > Sneakers",
    "scarf": "Accessories > Scarves",
}  # fmt: skip
FRONT, TURNED = Pose(16, 16, 10, 10, 5, 5), Pose(24, 9, 20, 6, 8, 3, 0.012, 0.93)


def photo(product: Product, pose: Pose = FRONT) -> Image.Image:
    """The product alone on white, as a shop shows it."""
    left, bottom, right, top = CUTS[product.garment.cut].frame
    scale = SIDE / max(right - left, top - bottom)
    middle = SIDE / 2 - (left + right) / 2 * scale, SIDE / 2 + (top + bottom) / 2 * scale
    canvas = Canvas(SIDE, SIDE, scale, middle)
    CUTS[product.garment.cut].draw(canvas, joints(pose), product.garment)
    alpha = canvas.rgba[..., 3:]
    return Image.fromarray((canvas.rgba[..., :3] * alpha + 250 * (1 - alpha)).clip(0, 255).astype(np.uint8))


def item(product: Product, images: list[str]) -> str:
    """One item of the feed."""
    words = {
        "id": f"{product.style}-{product.colour.upper().replace(' ', '-')}",
        "item_group_id": product.style,
        "title": f"{product.name} – {product.colour}",
        "description": f"{product.name} in {product.colour.lower()}, by {product.shop}.",
        "link": f"https://shop.example/{product.style.lower()}",
        "image_link": images[0],
        "price": product.price,
        "sale_price": product.sale,
        "availability": "in_stock" if product.in_stock else "out_of_stock",
        "brand": product.shop,
        "color": product.colour,
        "gender": product.gender,
        "age_group": "adult",
        "product_type": KINDS[product.garment.cut],
    }
    lines = [f"  <g:{name}>{escape(value)}</g:{name}>" for name, value in words.items() if value]
    lines += [f"  <g:additional_image_link>{escape(image)}</g:additional_image_link>" for image in images[1:]]
    return "\n".join(["<item>", *lines, "</item>"])


def write(folder: Path) -> Path:
    """Draw every photo and write ``feed.xml``; returns its path."""
    (folder / "images").mkdir(parents=True, exist_ok=True)
    items = []
    for number, product in enumerate((*WORN.values(), *DECOYS)):
        names = []
        for view, pose in enumerate((FRONT, TURNED) if number % 3 == 0 else (FRONT,)):
            name = f"images/{product.style.lower()}-{view}.jpg"
            photo(product, pose).save(folder / name, quality=90)
            names.append(name)
        items.append(item(product, names))
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\n<channel>'
    )
    path = folder / "feed.xml"
    title = "<title>Demo shops</title>\n<link>https://shop.example/</link>\n<description>Drawn</description>"
    path.write_text("\n".join([head, title, *items, "</channel>\n</rss>\n"]), encoding="utf-8")
    return path
