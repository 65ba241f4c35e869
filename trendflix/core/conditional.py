"""Conditional requests (RFC 9110, 13): answers of the API carry a validator, and repeat nothing that did not change."""

from typing import Any

from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.decorators import method_decorator
from django.views.decorators.http import conditional_page
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


@method_decorator(conditional_page, name="dispatch")
class ConditionalView(APIView):
    """A view whose GET answers have an ETag of their content, and are 304 where the caller has that already.

    What one sees depends on who one is, so answers are the caller's own and are asked about again each time.
    """

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Say that the answer is the caller's own."""
        found = super().finalize_response(request, response, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            patch_cache_control(found, private=True, no_cache=True)
            patch_vary_headers(found, ["Accept-Language", "Cookie"])
        return found
