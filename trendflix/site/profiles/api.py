"""Profiles over REST: those of the caller's account, by whoever may manage them; entering one as the pages do."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView

from catalog import allowed
from catalog.selectors import browsed
from catalog.visible import collections_visible
from trendflix.accounts.active import manage_guard, profile_enter, profile_stay, unlock
from trendflix.accounts.models import Viewer
from trendflix.accounts.pins import MAX_DIGITS, WrongSecret, pin_check_form, pin_set
from trendflix.accounts.profiles import EDITABLE, profile_change, profile_create, profile_delete, profiles_of
from trendflix.accounts.sight import EVERYBODY
from trendflix.accounts.visitors import visitor_of
from trendflix.core.errors import UserError
from trendflix.site.profiles.forgotten import PinForgottenView


class ProfileSerializer(serializers.ModelSerializer[Viewer]):
    """A profile; ``max_age`` in years (null: everything). ``pin`` is written and never read; empty removes it."""

    name = serializers.CharField(max_length=40)
    pin = serializers.CharField(max_length=MAX_DIGITS, required=False, allow_blank=True, write_only=True)
    has_pin = serializers.SerializerMethodField()
    is_current = serializers.SerializerMethodField()

    class Meta:
        model = Viewer
        fields = ("id", *EDITABLE, "is_main", "position", "pin", "has_pin", "is_current")
        read_only_fields = ("is_main", "position")

    def get_has_pin(self, profile: Viewer) -> bool:
        """Whether a PIN is asked for."""
        return bool(profile.pin)

    def get_is_current(self, profile: Viewer) -> bool:
        """Whether the caller uses it."""
        visitor = visitor_of(self.context["request"])
        return visitor.has_chosen and visitor.profile == profile

    def validate_pin(self, pin: str) -> str:
        """Digits, or nothing."""
        try:
            if pin:
                pin_check_form(pin)
        except UserError as error:
            raise serializers.ValidationError(str(error)) from error
        return pin


class SecretSerializer(serializers.Serializer[Any]):
    """A PIN, or the account's password where it is asked for."""

    secret = serializers.CharField(max_length=200, required=False, allow_blank=True, default="", trim_whitespace=False)


class AllowedSerializer(serializers.Serializer[Any]):
    """Slugs of titles and collections that a child's profile sees whatever their rating."""

    titles = serializers.ListField(child=serializers.CharField(max_length=220), max_length=allowed.MAX_ALLOWED)
    collections = serializers.ListField(child=serializers.CharField(max_length=220), max_length=allowed.MAX_ALLOWED)


class ProfileView(APIView):
    """What all addresses of profiles share."""

    permission_classes = (IsAuthenticated,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "viewer"

    def own(self, request: Request, pk: int) -> Viewer:
        """A profile of the caller's account, or 404."""
        return get_object_or_404(Viewer, pk=pk, user_id=request.user.pk)

    def manage(self, request: Request) -> None:
        """403 where the PIN or the password has to be given first."""
        if manage_guard(request) is not None:
            raise PermissionDenied("Give the PIN or the password at profiles/unlock/ first.")

    def shown(self, request: Request, profiles: Any, **kwargs: Any) -> Any:
        """Profiles as JSON."""
        return ProfileSerializer(profiles, context={"request": request}, **kwargs).data

    def checked(self, request: Request, *, partial: bool) -> dict[str, Any]:
        """The fields that were sent, or 400."""
        sent = ProfileSerializer(data=request.data, partial=partial, context={"request": request})
        sent.is_valid(raise_exception=True)
        return dict(sent.validated_data)


def kept(save: Any, *args: Any, **fields: Any) -> Viewer:
    """Save a profile and its PIN; 400 where it cannot be so."""
    pin = fields.pop("pin", None)
    try:
        profile: Viewer = save(*args, **fields)
        if pin is not None:
            pin_set(profile, pin)
    except UserError as error:
        raise ValidationError({"detail": str(error)}) from error
    return profile


class ProfileList(ProfileView):
    """The profiles of the caller's account."""

    @extend_schema(tags=["profiles"], responses=ProfileSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The main one first; six at most."""
        return Response(self.shown(request, profiles_of(request.user.pk or 0), many=True))

    @extend_schema(tags=["profiles"], request=ProfileSerializer, responses={201: ProfileSerializer})
    def post(self, request: Request) -> Response:
        """Make one."""
        self.manage(request)
        profile_stay(request)
        made = kept(profile_create, request.user.pk, **self.checked(request, partial=False))
        return Response(self.shown(request, made), status=201)


class ProfileDetail(ProfileView):
    """One profile."""

    @extend_schema(tags=["profiles"], responses=ProfileSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """As the list shows it."""
        return Response(self.shown(request, self.own(request, pk)))

    @extend_schema(tags=["profiles"], request=ProfileSerializer, responses=ProfileSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Change what is sent."""
        profile = self.own(request, pk)
        self.manage(request)
        profile_stay(request)
        return Response(self.shown(request, kept(profile_change, profile, **self.checked(request, partial=True))))

    @extend_schema(tags=["profiles"], responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Delete it with what it kept; 400 of the main one."""
        profile = self.own(request, pk)
        self.manage(request)
        try:
            profile_delete(profile)
        except UserError as error:
            raise ValidationError({"detail": str(error)}) from error
        return Response(status=204)


class EnterView(ProfileView):
    """Using a profile in this session; callers with a token name it with each request (``X-Profile``)."""

    @extend_schema(tags=["profiles"], request=SecretSerializer, responses={204: None})
    def post(self, request: Request, pk: int) -> Response:
        """403 where a PIN or the password is asked for and this is not it."""
        _with_secret(request, lambda secret: profile_enter(request, self.own(request, pk), secret))
        return Response(status=204)


class UnlockView(ProfileView):
    """Letting this session manage the account for a quarter of an hour."""

    @extend_schema(tags=["profiles"], request=SecretSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """403 where it is not the main profile's PIN, or the password where that has none."""
        _with_secret(request, lambda secret: unlock(request, secret))
        return Response(status=204)


class AllowedView(ProfileView):
    """What a child's profile is allowed."""

    def child(self, request: Request, pk: int) -> Viewer:
        """A child's profile of the caller's account, managed by them."""
        profile = self.own(request, pk)
        self.manage(request)
        if not profile.is_child:
            raise Http404("Only a child's profile has allowed titles.")
        return profile

    @extend_schema(tags=["profiles"], responses=AllowedSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """Titles and collections by slug."""
        profile = self.child(request, pk)
        titles, collections = allowed.allowed_titles(profile), allowed.allowed_collections(profile)
        return Response({"titles": [one.slug for one in titles], "collections": [one.slug for one in collections]})

    @extend_schema(tags=["profiles"], request=AllowedSerializer, responses=AllowedSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Replace them; 400 where one is not there."""
        profile = self.child(request, pk)
        sent = AllowedSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        titles = _by_slug("titles", browsed(EVERYBODY), sent.validated_data["titles"])
        collections = _by_slug("collections", collections_visible(EVERYBODY), sent.validated_data["collections"])
        allowed.allowed_replace(profile, titles, collections)
        answer: Response = self.get(request, pk)
        return answer


def _by_slug(field: str, rows: QuerySet[Any], slugs: list[str]) -> list[Any]:
    found = {row.slug: row for row in rows.filter(slug__in=slugs)}
    missing = sorted(set(slugs) - set(found))
    if missing:
        raise ValidationError({field: missing})
    return [found[slug] for slug in dict.fromkeys(slugs)]


def _with_secret(request: Request, act: Any) -> None:
    sent = SecretSerializer(data=request.data)
    sent.is_valid(raise_exception=True)
    try:
        act(sent.validated_data["secret"])
    except WrongSecret as wrong:
        raise PermissionDenied(str(wrong)) from wrong


urlpatterns: list[URLPattern] = [
    path("profiles/", ProfileList.as_view(), name="api-profiles"),
    path("profiles/unlock/", UnlockView.as_view(), name="api-profiles-unlock"),
    path("profiles/<int:pk>/", ProfileDetail.as_view(), name="api-profile"),
    path("profiles/<int:pk>/enter/", EnterView.as_view(), name="api-profile-enter"),
    path("profiles/<int:pk>/pin-forgotten/", PinForgottenView.as_view(), name="api-profile-pin-forgotten"),
    path("profiles/<int:pk>/allowed/", AllowedView.as_view(), name="api-profile-allowed"),
]
