"""What an address asks the shop for: words, a picture's answer, filters, an order, a page."""

from dataclasses import dataclass, replace
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict

from shopping.storefront.shop.columns import AVAILABILITIES
from vision.language.categories import CATEGORIES
from vision.language.colour_names import BASIC

SORTS = ("best", "new", "cheap", "dear", "saving")
MAX_CHOICES, MAX_CHARACTERS, MAX_PAGE = 20, 200, 500
MAX_PRICE = 1e9
LISTS = ("category", "colour", "brand", "shop", "stock")


@dataclass(frozen=True, slots=True)
class Filters:
    """Choices within one list are alternatives; all lists must be answered. Prices are in ``currency``."""

    words: str = ""
    picture: str = ""
    category: tuple[str, ...] = ()
    colour: tuple[str, ...] = ()
    brand: tuple[str, ...] = ()
    shop: tuple[str, ...] = ()
    stock: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    currency: str = ""
    sale: bool = False
    sort: str = "best"
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words and a picture narrows the answer."""
        return bool(any(getattr(self, name) for name in LISTS) or self.sale or self.has_price)

    @property
    def has_price(self) -> bool:
        """Whether prices are bounded."""
        return self.least is not None or self.most is not None

    def query(self, **changes: Any) -> str:
        """The same as an address's query, with changes; defaults are left out."""
        made = replace(self, **{"page": 1} | changes)
        pairs: list[tuple[str, Any]] = [("q", made.words), ("picture", made.picture)]
        pairs += [(name, value) for name in LISTS for value in getattr(made, name)]
        pairs += [("min", _plain(made.least)), ("max", _plain(made.most)), ("currency", made.currency)]
        pairs += [("sale", "1" if made.sale else ""), ("sort", made.sort if made.sort != "best" else "")]
        pairs += [("page", made.page if made.page > 1 else "")]
        return urlencode([pair for pair in pairs if pair[1]])

    def without_picture(self) -> str:
        """The query of everything but the picture."""
        return self.query(picture="")

    def without_filters(self) -> str:
        """The query of the words and the picture alone."""
        return Filters(words=self.words, picture=self.picture, sort=self.sort).query()


def filters_read(sent: MultiValueDict[str, str]) -> Filters:
    """What an address's query says; what is no choice of ours is passed over."""
    return Filters(
        words=_text(sent, "q"),
        picture=_text(sent, "picture"),
        category=_chosen(sent, "category", CATEGORIES),
        colour=_chosen(sent, "colour", BASIC),
        brand=_chosen(sent, "brand"),
        shop=_chosen(sent, "shop"),
        stock=_chosen(sent, "stock", AVAILABILITIES),
        least=_price(_text(sent, "min")),
        most=_price(_text(sent, "max")),
        currency=_text(sent, "currency").upper()[:3],
        sale=_text(sent, "sale") == "1",
        sort=sort if (sort := _text(sent, "sort")) in SORTS else "best",
        page=_page(_text(sent, "page")),
    )


def _text(sent: MultiValueDict[str, str], name: str) -> str:
    return str(sent.get(name) or "").replace("\0", "").strip()[:MAX_CHARACTERS]


def _chosen(sent: MultiValueDict[str, str], name: str, among: Any = None) -> tuple[str, ...]:
    values = dict.fromkeys(value.replace("\0", "")[:MAX_CHARACTERS] for value in sent.getlist(name))
    return tuple(value for value in values if value and (among is None or value in among))[:MAX_CHOICES]


def _price(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) and 0 <= number <= MAX_PRICE else None


def _page(text: str) -> int:
    return min(MAX_PAGE, max(1, int(text))) if text.isascii() and text.isdecimal() and len(text) < 9 else 1


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:g}" if number < 1e5 else f"{number:.0f}"
