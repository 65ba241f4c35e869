"""stub"""

from django.http import HttpRequest, HttpResponse


def browse(request: HttpRequest) -> HttpResponse:
    """Stub."""
    return HttpResponse()
