"""What the API tells of an account to administrators."""

from typing import Any

from django.contrib.auth.models import User
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from trendflix.accounts.membership.models import Account


class SupportedSerializer(serializers.ModelSerializer[User]):
    """An account as administrators see it."""

    email_confirmed = serializers.BooleanField(source="told_confirmed", read_only=True)
    profiles = serializers.IntegerField(source="told_profiles", read_only=True)
    last_seen = serializers.DateTimeField(source="told_seen", read_only=True, allow_null=True)
    joined = serializers.DateTimeField(source="date_joined", read_only=True)
    deletion = serializers.SerializerMethodField()
    streams = serializers.SerializerMethodField(help_text="Devices that play now.")
    max_streams = serializers.SerializerMethodField(help_text="Null: as everybody; 0: any number.")

    class Meta:
        model = User
        fields = (
            "id", "username", "email", "email_confirmed", "is_active", "is_staff", "profiles", "joined", "last_seen",
            "deletion", "streams", "max_streams",
        )  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_deletion(self, user: User) -> Any:
        """When its owner wants it deleted."""
        return user.deletion.due if hasattr(user, "deletion") else None

    def get_streams(self, user: User) -> int:
        """Counted for all accounts of an answer at once."""
        counts: dict[int, int] = self.context["streams"]
        return counts.get(user.pk, 0)

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_max_streams(self, user: User) -> int | None:
        """Its own limit."""
        return user.account.max_streams if hasattr(user, "account") else None


class LimitSerializer(serializers.ModelSerializer[Account]):
    """How many devices an account may watch on at a time."""

    class Meta:
        model = Account
        fields = ("max_streams",)
        extra_kwargs = {"max_streams": {"required": True, "max_value": 1000}}
