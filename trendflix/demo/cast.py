"""Who and what the demo library shows: eight garments that are worn, decoys in the shop, three people."""

from dataclasses import dataclass

from trendflix.demo.garments import Garment
from trendflix.demo.people import Person


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the demo feed; ``style`` is its item_group_id."""

    style: str
    name: str
    garment: Garment
    colour: str
    price: str
    shop: str
    gender: str = "unisex"
    sale: str = ""
    in_stock: bool = True


CORAL, NAVY, CREAM = (232, 92, 70), (34, 46, 92), (240, 236, 226)
GREEN, MUSTARD, DENIM = (28, 122, 84), (238, 190, 54), (66, 98, 158)
BURGUNDY, BROWN, WHITE = (142, 34, 58), (122, 74, 42), (240, 240, 238)
BLACK, TEAL, PINK, PURPLE, GREY = (36, 34, 40), (40, 138, 150), (232, 128, 164), (112, 62, 152), (140, 142, 150)
RED, SAND = (196, 40, 44), (204, 178, 132)

WORN = {
    "jacket": Product("ML-101", "Harbour Jacket", Garment("jacket", CORAL), "Coral", "148.00 EUR", "Maison Loup"),
    "tee": Product("NB-210", "Sailor Tee", Garment("tee", CREAM, NAVY, "striped"), "Navy stripe", "39.00 EUR", "Northbound"),
    "trousers": Product("NB-330", "Straight Trousers", Garment("trousers", NAVY), "Navy", "89.00 EUR", "Northbound"),
    "dress": Product("ML-404", "Arcade Dress", Garment("dress", GREEN), "Green", "129.00 EUR", "Maison Loup", "female"),
    "bag": Product("OK-512", "Courier Bag", Garment("bag", BROWN), "Brown", "115.00 EUR", "Oak & Key"),
    "sweater": Product("NB-240", "Lamplight Sweater", Garment("sweater", MUSTARD), "Yellow", "79.00 EUR", "Northbound"),
    "skirt": Product("ML-360", "Denim Skirt", Garment("skirt", DENIM), "Blue", "64.00 EUR", "Maison Loup", "female"),
    "beanie": Product("OK-601", "Dock Beanie", Garment("beanie", BURGUNDY), "Burgundy", "24.00 EUR", "Oak & Key"),
}  # fmt: skip

DECOYS = (
    Product("ML-102", "Harbour Jacket Noir", Garment("jacket", BLACK), "Black", "148.00 EUR", "Maison Loup"),
    Product("OK-103", "Field Jacket", Garment("jacket", (88, 98, 56)), "Olive", "172.00 EUR", "Oak & Key"),
    Product("NB-211", "Sailor Tee Rouge", Garment("tee", CREAM, RED, "striped"), "Red stripe", "39.00 EUR", "Northbound"),
    Product("NB-212", "Plain Tee", Garment("tee", WHITE), "White", "25.00 EUR", "Northbound"),
    Product("NB-213", "Dotted Tee", Garment("tee", PURPLE, WHITE, "dotted"), "Purple", "35.00 EUR", "Northbound"),
    Product("NB-331", "Straight Trousers Sand", Garment("trousers", SAND), "Sand", "89.00 EUR", "Northbound"),
    Product("OK-332", "Check Trousers", Garment("trousers", GREY, BLACK, "checked"), "Grey check", "95.00 EUR", "Oak & Key"),
    Product("NB-333", "Evening Trousers", Garment("trousers", BLACK), "Black", "99.00 EUR", "Northbound"),
    Product("ML-405", "Arcade Dress Rosa", Garment("dress", PINK), "Pink", "129.00 EUR", "Maison Loup", "female"),
    Product("ML-406", "Matinee Dress", Garment("dress", BLACK, WHITE, "dotted"), "Black", "139.00 EUR", "Maison Loup", "female"),
    Product("ML-407", "Promenade Dress", Garment("dress", RED), "Red", "135.00 EUR", "Maison Loup", "female"),
    Product("OK-513", "Courier Bag Noir", Garment("bag", BLACK), "Black", "115.00 EUR", "Oak & Key"),
    Product("OK-514", "Market Bag", Garment("bag", TEAL), "Teal", "98.00 EUR", "Oak & Key", sale="69.00 EUR"),
    Product("NB-241", "Lamplight Sweater Sea", Garment("sweater", TEAL), "Teal", "79.00 EUR", "Northbound"),
    Product("NB-242", "Ferry Sweater", Garment("sweater", CREAM, NAVY, "striped"), "Navy stripe", "84.00 EUR", "Northbound"),
    Product("NB-243", "Fog Sweater", Garment("sweater", GREY), "Grey", "79.00 EUR", "Northbound", sale="59.00 EUR"),
    Product("ML-361", "Wool Skirt", Garment("skirt", BURGUNDY), "Burgundy", "72.00 EUR", "Maison Loup", "female"),
    Product("ML-362", "Check Skirt", Garment("skirt", MUSTARD, BLACK, "checked"), "Yellow check", "68.00 EUR", "Maison Loup", "female"),
    Product("OK-602", "Dock Beanie Sea", Garment("beanie", TEAL), "Teal", "24.00 EUR", "Oak & Key"),
    Product("OK-603", "Dock Beanie Coal", Garment("beanie", BLACK), "Black", "24.00 EUR", "Oak & Key", in_stock=False),
    Product("OK-701", "Quay Sneakers", Garment("shoes", RED, WHITE), "Red", "92.00 EUR", "Oak & Key"),
    Product("OK-702", "Pier Scarf", Garment("scarf", TEAL), "Teal", "45.00 EUR", "Oak & Key", in_stock=False),
)  # fmt: skip

SNEAKERS = Garment("shoes", (214, 212, 208), WHITE)
INES = Person((228, 178, 144), (70, 40, 30), "long",
              (WORN["jacket"].garment, WORN["tee"].garment, WORN["trousers"].garment, SNEAKERS))  # fmt: skip
MAYA = Person((142, 94, 66), (30, 24, 24), "curly", (WORN["dress"].garment, WORN["bag"].garment, SNEAKERS))
TOVE = Person((242, 204, 176), (196, 148, 78), "long",
              (WORN["sweater"].garment, WORN["skirt"].garment, WORN["beanie"].garment, SNEAKERS))  # fmt: skip
CAST = {"ines": INES, "maya": MAYA, "tove": TOVE}
WEARS = {"ines": ("jacket", "tee", "trousers"), "maya": ("dress", "bag"), "tove": ("sweater", "skirt", "beanie")}
