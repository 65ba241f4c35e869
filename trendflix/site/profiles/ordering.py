"""The order of profiles over REST."""

from typing import Any

from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from trendflix.accounts.profiles import MAX_PROFILES, profiles_of, profiles_order
from trendflix.site.profiles.api import ProfileSerializer, ProfileView


class OrderSerializer(serializers.Serializer[Any]):
    """Keys of profiles; the main one stays first whatever is sent."""

    profiles = serializers.ListField(child=serializers.IntegerField(), max_length=MAX_PROFILES)


class OrderView(ProfileView):
    """The order in which the profiles are shown."""

    @extend_schema(tags=["profiles"], request=OrderSerializer, responses=ProfileSerializer(many=True))
    def put(self, request: Request) -> Response:
        """Put them in this order; those of others are left alone."""
        self.manage(request)
        sent = OrderSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        profiles_order(request.user.pk or 0, sent.validated_data["profiles"])
        return Response(self.shown(request, profiles_of(request.user.pk or 0), many=True))


urlpatterns: list[URLPattern] = [path("profiles/order/", OrderView.as_view(), name="api-profiles-order")]
