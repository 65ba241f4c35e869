"""What readers of feed files hand on: entries with the line they begin on, and the errors that name a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext

from shopping.feeds.values.money import Habits
from trendflix.core.errors import UserError

Fields = dict[str, str]
REPEATED = {"additional_image_link", "image_link"}
MAX_FIELD_LENGTH = 20_000
"""Characters of one field that are read; every limit on a product's field is far below."""


@dataclass(frozen=True, slots=True)
class Shop:
    """What a file leaves out and the feed's owner says.

    ``address`` is the shop's. ``currency`` is that of bare prices (ISO 4217); empty: in formats whose rows name a
    currency a bare price is refused, in the others (Shopify's, JSON) it is in ``default_currency``. ``columns`` names
    our field for each of the table's own columns; empty: guessed from the header. ``language`` (ISO 639-1) is that of
    its texts, ``country`` (ISO 3166) its own. ``categories`` is {the shop's category text, folded: our category}.
    ``pictures`` is the address that relative pictures are of; empty: they are files beside the feed.
    """

    address: str = ""
    currency: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    default_currency: str = "USD"
    language: str = ""
    country: str = ""
    categories: Mapping[str, str] = field(default_factory=dict)
    pictures: str = ""


NOBODY = Shop()
"""Says nothing."""
UNKNOWN = Habits()


@dataclass(slots=True)
class Entry:
    """One item of a feed, fields named as Google's product data specification does, or why it cannot be read.

    ``for_sale`` is false where the shop itself says that it does not sell it; the fault says how.
    ``habits`` say how its feed writes prices, ``shop`` what its feed's owner says of all rows; whoever reads the whole
    feed sets both.
    """

    line: int
    fields: Fields = field(default_factory=dict)
    fault: str = ""
    for_sale: bool = True
    habits: Habits = UNKNOWN
    shop: Shop = NOBODY


def broken(path: Path, line: int, reason: str) -> UserError:
    """The one line that a person gets for a file that cannot be read on."""
    return UserError(
        gettext("%(name)s: line %(line)s: %(reason)s.") % {"name": path.name, "line": line, "reason": reason}
    )
