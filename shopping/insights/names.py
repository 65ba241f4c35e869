"""The names of what figures are about."""

from catalog.models import Title
from shopping.models import Feed, Figures, Product
from vision.labels import category_name
from vision.models import Garment

Of = Figures.Dimension


def names_of(dimension: str, keys: list[str]) -> dict[str, str]:
    """Key → name, in one query."""
    match dimension:
        case Of.TITLE:
            return {str(pk): name for pk, name in Title.objects.filter(pk__in=keys).values_list("pk", "name")}
        case Of.PRODUCT:
            return {str(pk): name for pk, name in Product.objects.filter(pk__in=keys).values_list("pk", "title")}
        case Of.FEED:
            return {str(pk): name for pk, name in Feed.objects.filter(pk__in=keys).values_list("pk", "name")}
        case Of.GARMENT:
            garments = Garment.objects.filter(pk__in=keys).select_related("analysis__video__title")
            garments = garments.only("category", "attributes", "name", "analysis__video__title__name")
            return {str(one.pk): f"{one} · {one.analysis.video.title}" for one in garments}
        case Of.CATEGORY:
            return {key: category_name(key) for key in keys}
    return {key: key for key in keys}
