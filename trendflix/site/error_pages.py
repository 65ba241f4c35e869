"""Error pages that Django's own views do not choose by themselves."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from trendflix.core.uploads import UploadRefused


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``413.html`` for a body that is too large (RFC 9110, 15.5.14), ``400.html`` for every other bad request."""
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    reason = str(exception) if isinstance(exception, UploadRefused) else ""
    return HttpResponse(render_to_string("413.html", {"reason": reason}), status=413)
