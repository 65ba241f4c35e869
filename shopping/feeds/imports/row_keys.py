"""Tells the rows of a feed that say what they said when their products were written, before their values are read."""

import hashlib
import marshal
from collections.abc import Sequence
from dataclasses import astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path

from shopping import feeds, taxonomy
from shopping.feeds import Entry, Shop
from shopping.feeds.values.availability import SOLD
from shopping.models import Feed, Product

LENGTH = 16
"""Bytes of a key, which is written as twice as many hexadecimal digits."""
READING = (
    Path(feeds.__file__).parent / "readers",
    Path(feeds.__file__).parent / "values",
    Path(taxonomy.__file__).parent,
)
LIBRARIES = ("babel", "price-parser")
MARK = "!"


@cache
def code_digest() -> str:
    """Changes with the code and the vocabulary that rows are read with, so that an update reads all of them anew."""
    found = hashlib.sha256(repr([version(name) for name in LIBRARIES]).encode())
    for folder in READING:
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")]):
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def reading_digest(form: str, shop: Shop) -> str:
    """Changes with whatever else than a file decides what its rows mean."""
    said = [code_digest(), form, *map(_sorted, astuple(shop))]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _sorted(value: object) -> object:
    return sorted(value.items()) if isinstance(value, dict) else value


class KeptRows:
    """What is known of a feed's products by the keys of their rows."""

    def __init__(self, feed: Feed, reading: str) -> None:
        self._feed, self._reading = feed, reading
        self._salt = b""
        self._is_new = not Product.objects.filter(feed=feed).exists()

    def find(self, entries: Sequence[Entry]) -> dict[str, tuple[str, int]]:
        """Product id → (key, primary key) of those of some entries whose products are as their rows said; one query."""
        if self._is_new or not entries:
            return {}
        ids = {entry.fields.get("id", "").strip() for entry in entries}
        there = Product.objects.filter(feed=self._feed, product_id__in=[one for one in ids if one.isprintable()])
        told = there.values_list("product_id", "row_key", "pk", "available", "availability")
        return {product_id: (key, pk) for product_id, key, pk, has, said in told if key and has == (said in SOLD)}

    def key(self, entry: Entry) -> str:
        """Changes when any field of the row does, or anything that decides what it means."""
        if not self._salt:  # the same for all rows of a reading
            told = repr((self._reading, entry.habits)).encode()
            self._salt = hashlib.blake2b(told, digest_size=LENGTH).digest()
        said = marshal.dumps((entry.fields, entry.fault, entry.for_sale), 0)
        return hashlib.blake2b(said, digest_size=LENGTH, key=self._salt).hexdigest()

    def marked(self, key: str) -> str:
        """The key that a product keeps whose row is to be read again each time."""
        return MARK + key[1:]
