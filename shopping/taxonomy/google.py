"""Google's product categories by id, which are the same in every language and version of the published taxonomy."""

import tomllib
from functools import cache
from pathlib import Path

from shopping.taxonomy.kinds import NOT_WEARABLE, UNKNOWN, Kind, garment

FILE = Path(__file__).with_name("google.toml")
MAX_DIGITS = 7


@cache
def _kinds() -> dict[int, Kind]:
    table = tomllib.loads(FILE.read_text(encoding="utf-8"))
    known = dict.fromkeys(table["undecided"], UNKNOWN)
    for section in ("broad", "garment"):
        for category, ids in table[section].items():
            known |= dict.fromkeys(ids, garment(category, is_broad=section == "broad"))
    return known


def kind_of_id(text: str) -> Kind | None:
    """What a category's id says; ``None`` where the text is no id. Ids that are not listed are not wearable."""
    number = text.strip()
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS):
        return None
    return _kinds().get(int(number), NOT_WEARABLE)
