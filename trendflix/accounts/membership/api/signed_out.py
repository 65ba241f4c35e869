"""What all endpoints share for whoever is not signed in."""

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from rest_framework import serializers
from rest_framework.exceptions import Throttled, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle
from rest_framework.views import APIView


class SignedOutEndpoint(APIView):
    """An endpoint that asks neither session nor token who calls; a token that is no good does not stand in the way."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    throttle_classes = (ScopedRateThrottle,)
    throttle_scope = "signed-out"

    def dispatch(self, request: HttpRequest, *arguments: Any, **named: Any) -> Any:
        """Answer with a session that nobody keeps: allauth notes in it how far a browser has come."""
        self.session = request.session
        request.session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
        try:
            return super().dispatch(request, *arguments, **named)
        finally:
            request.session = self.session


class KeySerializer(serializers.Serializer[object]):
    """The key of a mail's link: the last part of its path."""

    key = serializers.CharField(max_length=500)


def page_request(request: Request) -> HttpRequest:
    """The request as the forms of the pages know it."""
    plain: HttpRequest = request._request
    return plain


def count_or_refuse(request: HttpRequest, action: str, key: str | None = None) -> None:
    """Count an action with those of the pages; raise a 429 where it was asked for too often."""
    if not ratelimit.consume(request, action=action, key=key):
        raise Throttled


def form_check(form: forms.Form, **names: str) -> None:
    """Raise a 400 with the errors of a form, where it has any; ``names`` are its fields → ours."""
    if not form.is_valid():
        raise form_errors(form, **names)


def form_errors(form: forms.Form, **names: str) -> ValidationError:
    """The errors of a form, as the API says them."""
    found = {names.get(field, field): list(map(str, errors)) for field, errors in form.errors.items()}
    return ValidationError({("detail" if field == "__all__" else field): words for field, words in found.items()})
