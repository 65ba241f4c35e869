"""What figures are about, and the rows of figures and of orders that tell of it."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from shopping.insights.periods import Period
from shopping.models import Conversion, Figures, Product
from vision.models import Garment

Of = Figures.Dimension
ORDER_FIELDS = {Of.TITLE: "title", Of.GARMENT: "garment", Of.PRODUCT: "product", Of.FEED: "feed_id"}
"""Dimension → the column of orders that holds its key; orders are not told apart by the other dimensions."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What figures are about: the whole site, or one title, product, brand and so on."""

    dimension: str = Of.ALL
    key: str = ""

    def rows(self, period: Period) -> QuerySet[Figures]:
        """Its rows of figures."""
        rows = Figures.objects.filter(dimension=self.dimension, key=self.key, **self._scope)
        return rows.filter(day__range=(period.first, period.last))

    @property
    def _scope(self) -> dict[str, int]:
        """The scope of its rows, by which the index finds them: of garments the title, of all others that are chosen 0.

        A garment that was deleted has rows still; they are looked for everywhere.
        """
        if self.dimension != Of.GARMENT:
            return {"scope": 0}
        title = Garment.objects.filter(pk=int(self.key)).values_list("analysis__video__title", flat=True).first()
        return {} if title is None else {"scope": title}

    def orders(self, period: Period) -> QuerySet[Conversion]:
        """Its orders; of brands, categories and shops those of their products that there still are."""
        begin, end = period.moments
        return Conversion.objects.filter(_of(self.dimension, self.key), at__gte=begin, at__lt=end)


def products_of(dimension: str, key: str) -> Q:
    """The products of a feed, a shop, a brand or a category."""
    match dimension:
        case Of.FEED:
            return Q(feed=int(key))
        case Of.SHOP:
            return Q(link__icontains=f"//{key}/")
        case Of.BRAND:
            return Q(brand=key)
        case Of.CATEGORY:
            return Q(category=key)
    return Q(pk=int(key))


def _of(dimension: str, key: str) -> Q:
    if dimension == Of.ALL:
        return Q()
    if dimension in ORDER_FIELDS:
        return Q(**{ORDER_FIELDS[Of(dimension)]: int(key)})
    return Q(product__in=Product.objects.filter(products_of(dimension, key)).values("pk"))
