"""What callers of the review API send."""

from typing import Any

from rest_framework import serializers

from shopping.models import Match
from shopping.review.bulk import STATUSES
from vision.language.categories import CATEGORIES
from vision.models import GarmentEdit

MAX_LEFT_OUT = 100
MAX_ID = 2**63 - 1
EDITS = (GarmentEdit.Kind.REJECT, GarmentEdit.Kind.RENAME, GarmentEdit.Kind.CATEGORY)


def a_key(**more: Any) -> serializers.IntegerField:
    """A primary key."""
    return serializers.IntegerField(min_value=1, max_value=MAX_ID, **more)


def a_note() -> serializers.CharField:
    """Why."""
    return serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class LeftOut(serializers.CharField):
    """Garments that the caller has already: ``3,17``; their keys as a list."""

    def to_internal_value(self, data: Any) -> Any:
        """Their keys."""
        parts = [part for part in str(data).split(",") if part]
        are_keys = all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts)
        if len(parts) > MAX_LEFT_OUT or not are_keys:
            self.fail("invalid")
        return [int(part) for part in parts]


class FilterSerializer(serializers.Serializer[Any]):
    """Which items."""

    title = a_key(required=False, allow_null=True, default=None)
    category = serializers.ChoiceField(choices=[*CATEGORIES], required=False, allow_blank=True, default="")
    shop = a_key(required=False, allow_null=True, default=None)
    decided = serializers.BooleanField(required=False, default=False)
    leave_out = LeftOut(required=False, allow_blank=True, default="")


class DecisionSerializer(serializers.Serializer[Any]):
    """A product, the word on it, and the status that was seen."""

    product = a_key()
    status = serializers.ChoiceField(choices=Match.Status.choices)
    seen = serializers.ChoiceField(choices=Match.Status.choices, required=False, allow_blank=True, default="")
    note = a_note()


class EditSerializer(serializers.Serializer[Any]):
    """What becomes of a garment."""

    edit = serializers.ChoiceField(choices=[(kind.value, kind.label) for kind in EDITS])
    value = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    note = a_note()


class MergeSerializer(serializers.Serializer[Any]):
    """The other garment."""

    other = a_key()
    note = a_note()


class SplitSerializer(serializers.Serializer[Any]):
    """The appearances that are another garment's."""

    appearances = serializers.ListField(child=a_key(), min_length=1, max_length=500)
    note = a_note()


class GarmentsSerializer(serializers.Serializer[Any]):
    """Some garments."""

    garments = serializers.ListField(child=a_key(), max_length=10)


class BulkSerializer(serializers.Serializer[Any]):
    """Which suggestions, and the word on all of them."""

    status = serializers.ChoiceField(choices=[(one.value, one.label) for one in STATUSES])
    garment = a_key(required=False, allow_null=True, default=None)
    product = a_key(required=False, allow_null=True, default=None)
    title = a_key(required=False, allow_null=True, default=None)
    chance = serializers.FloatField(min_value=0.0, max_value=1.0, required=False, default=0.0)
    note = a_note()


class ProductsSerializer(serializers.Serializer[Any]):
    """Words."""

    q = serializers.CharField(max_length=200)
