"""What Shopify's variants mean, in whichever form they are exported."""

import re
from dataclasses import dataclass

from shopping.feeds.readers.columns import with_prices
from shopping.feeds.readers.entries import Shop

ACTIVE = ("activ", "aktiv", "aktyw", "actif", "attiv", "actief", "ativ", "アクティブ", "有効", "公開", "актив")
NO = {
    "false", "falsch", "faux", "falso", "onwaar", "fałsz", "no", "nein", "non", "nee", "não", "nao", "n", "0", "nej",
    "いいえ", "偽", "ложь",
}  # fmt: skip
SELLS_ON = {
    "continue", "true", "wahr", "vrai", "verdadero", "vero", "waar", "verdadeiro", "yes", "ja", "oui", "sí", "si",
    "sim", "1", "weiter", "fortfahren", "continuer", "continuar", "continua", "doorgaan", "はい", "続行", "sand",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stock:
    """Who counts a variant's stock (empty: nobody), how many there are, and whether it is sold beyond that."""

    tracker: str
    count: str
    policy: str

    @property
    def availability(self) -> str:
        """Out of stock only where the shop counts stock, has none, and does not sell beyond it."""
        is_counted = bool(self.tracker) and bool(re.fullmatch(r"-?\d+", self.count))
        sells_on = self.policy.lower() in SELLS_ON
        return "out_of_stock" if is_counted and int(self.count) <= 0 and not sells_on else "in_stock"


def is_active(status: str) -> bool:
    """Whether a product of this status is sold: drafts, archived and unlisted ones are not."""
    return not status or status.lower().startswith(ACTIVE)


def is_published(text: str) -> bool:
    """Whether the online shop shows it; an empty cell says nothing."""
    return text.lower() not in NO


def unsold(reason: str) -> str:
    """The fault of an entry that the shop does not sell."""
    return f"not for sale: {reason}"


def link_of(handle: str, shop: Shop) -> str:
    """A product's page; ``""`` without the shop's address."""
    return f"{shop.address.rstrip('/')}/products/{handle}" if shop.address and handle else ""


def prices(price: str, before: str, shop: Shop) -> tuple[str, str]:
    """(price, sale price) with their currency: a compare-at price above the price makes the latter a sale."""
    fields = with_prices({"price": price, "was_price": before, "currency": shop.currency} if price else {})
    return fields.get("price", ""), fields.get("sale_price", "")
