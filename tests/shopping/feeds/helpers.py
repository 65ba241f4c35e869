"""Small feeds, and what is read of them."""

from pathlib import Path

from shopping.feeds import FeedRow, Reject, Shop, read_feed, row_of

COLUMNS = ("id", "title", "description", "link", "image_link", "price", "color")
SHOP = Shop("https://acme.example", "EUR")


def cells(number: int, **more: str) -> list[str]:
    """The cells of a table's row."""
    fields = {
        "id": f"P{number}",
        "title": f"Coat {number}",
        "description": "Warm",
        "link": f"https://shop.example/{number}",
        "image_link": "i/a.jpg",
        "price": "19.90 EUR",
        "color": "Red",
    } | more
    return [fields[name] for name in COLUMNS]


def table(*rows: list[str], separator: str = ",") -> str:
    """A table of such rows below their header; nothing is quoted."""
    return "\n".join(separator.join(row) for row in [list(COLUMNS), *rows]) + "\n"


def save(folder: Path, content: str | bytes, name: str = "export") -> Path:
    """A file whose name tells nothing."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def good(path: Path, shop: Shop = SHOP, form: str = "auto") -> list[FeedRow]:
    """The rows of a feed, all of which can be used."""
    return [row_of(entry) for entry in read_feed(path, form, shop)]


def sorted_out(path: Path, shop: Shop = SHOP) -> tuple[list[FeedRow], dict[int, str]]:
    """(rows that can be used, the reasons by line of the others)."""
    rows, reasons = [], {}
    for entry in read_feed(path, shop=shop):
        try:
            rows.append(row_of(entry))
        except Reject as reason:
            reasons[entry.line] = str(reason)
    return rows, reasons
