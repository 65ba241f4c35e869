"""What words say of a product: a garment of a category, nothing to wear, or nothing at all."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What is for sale. ``wearable``: ``True`` with a category, ``False`` for what nobody wears, ``None`` unknown.

    ``is_broad``: the words name a whole section ("Tops", "Kitchen"), so that a more exact title is believed instead.
    """

    category: str = ""
    wearable: bool | None = None
    is_broad: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the words decided anything."""
        return self.wearable is not None


UNKNOWN = Kind()
NOT_WEARABLE = Kind(wearable=False)
AREA = Kind(wearable=False, is_broad=True)
"""A department without garments."""


def garment(category: str, *, is_broad: bool = False) -> Kind:
    """A garment of one of ``vision.language.categories.CATEGORIES``."""
    return Kind(category, True, is_broad)
