"""What was done, and the garments and products that it names."""

from collections.abc import Iterable
from dataclasses import dataclass

from shopping.models import Event, Product
from vision.models import Garment

OF_GARMENTS = (Event.Kind.ROW_SEEN, Event.Kind.DOT_OPENED, Event.Kind.ROW_OPENED, Event.Kind.DISLIKED)
OF_PRODUCTS = (
    Event.Kind.CARD_SEEN,
    Event.Kind.PAGE_VIEWED,
    Event.Kind.SAVED,
    Event.Kind.DISLIKED,
    Event.Kind.CLICKED,
)


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done, ``age`` seconds ago."""

    kind: Event.Kind
    garment: int | None = None
    product: int | None = None
    age: float = 0.0


class Known:
    """The garments and products, of those that events name, that exist."""

    def __init__(self, done: Iterable[Done]) -> None:
        garments = Garment.objects.filter(pk__in={one.garment for one in done if one.garment})
        rows = garments.values_list("pk", "category", "analysis__video__title_id")
        self.garments = {pk: (category, title) for pk, category, title in rows}
        products = Product.objects.filter(pk__in={one.product for one in done if one.product})
        self.products = dict(products.values_list("pk", "category"))

    def holds(self, one: Done) -> bool:
        """Whether what the kind of event is about exists; a garment that is named must, too."""
        if one.kind in OF_PRODUCTS and one.product not in self.products:
            return False
        return one.garment in self.garments if one.kind in OF_GARMENTS or one.garment else True
