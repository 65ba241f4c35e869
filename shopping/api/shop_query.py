"""What the shop is asked over REST, checked, and as OpenAPI describes it."""

from math import isfinite
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from rest_framework import serializers

from shopping.storefront.shop.columns import AVAILABILITIES
from shopping.storefront.shop.filters import MAX_CHARACTERS, MAX_CHOICES, MAX_PAGE, MAX_PRICE, SORTS, Filters
from vision.language.categories import CATEGORIES
from vision.language.colour_names import BASIC


def _choices(among: Any = None) -> serializers.ListField:
    one: serializers.Field[Any, Any, Any, Any] = serializers.CharField(max_length=MAX_CHARACTERS)
    one = one if among is None else serializers.ChoiceField(list(among))
    return serializers.ListField(child=one, required=False, max_length=MAX_CHOICES, help_text="Any of these.")


def _price() -> serializers.FloatField:
    return serializers.FloatField(required=False, min_value=0, max_value=MAX_PRICE)


class ShopQuery(serializers.Serializer[Any]):
    """The parameters of the shop; one that is empty counts as not given."""

    q = serializers.CharField(required=False, max_length=MAX_CHARACTERS, help_text="Words.")
    picture = serializers.CharField(
        required=False, max_length=MAX_CHARACTERS, help_text="The id of an answered question of POST products/picture/."
    )
    category = _choices(CATEGORIES)
    colour = _choices(BASIC)
    brand = _choices()
    shop = _choices()
    stock = _choices(AVAILABILITIES)
    min = _price()
    max = _price()
    currency = serializers.RegexField("^[A-Za-z]{3}$", required=False, help_text="ISO 4217 code of min and max.")
    sale = serializers.BooleanField(required=False)
    sort = serializers.ChoiceField(SORTS, required=False)
    page = serializers.IntegerField(required=False, min_value=1, max_value=MAX_PAGE)

    def validate_min(self, price: float) -> float:
        """A number, which "nan" is not."""
        if not isfinite(price):
            raise serializers.ValidationError(gettext("A valid number is required."))
        return price

    validate_max = validate_min


NAMES = {"q": "words", "min": "least", "max": "most"}


def filters_checked(sent: QueryDict) -> Filters:
    """What a query asks for; 400 where a part of it cannot be read."""
    given = sent.copy()
    for name in sent:
        given.setlist(name, [value for value in sent.getlist(name) if value])
        if not given.getlist(name):
            del given[name]
    query = ShopQuery(data=given)
    query.is_valid(raise_exception=True)
    chosen = {NAMES.get(name, name): value for name, value in query.validated_data.items()}
    chosen |= {name: tuple(dict.fromkeys(value)) for name, value in chosen.items() if isinstance(value, list)}
    return Filters(**chosen | {"currency": chosen.get("currency", "").upper()})
