"""Error pages that Django's own views do not choose by themselves."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.log import log_response
from django.utils.translation import gettext
from django.views import defaults

from trendflix.core.errors import disk_full
from trendflix.core.http import is_api
from trendflix.core.uploads import UploadRefused
from trendflix.site.rows import offered_row

log = logging.getLogger(__name__)
NO_ROOM, RETRY_SECONDS = 507, 60


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``413.html`` for a body that is too large (RFC 9110, 15.5.14), ``400.html`` for every other bad request."""
    is_too_large = isinstance(exception, RequestDataTooBig)
    if is_api(request):
        words = gettext("The body is too large.") if is_too_large else gettext("This request cannot be read.")
        return JsonResponse({"detail": words}, status=413 if is_too_large else 400)
    if not is_too_large:
        return defaults.bad_request(request, exception)
    reason = str(exception) if isinstance(exception, UploadRefused) else ""
    return HttpResponse(render_to_string("413.html", {"reason": reason}), status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """``500.html`` for people, JSON for programs; where a full disk is the cause, 507 (RFC 4918, 11.5) with that."""
    fault = sys.exc_info()[1]
    if fault is not None and disk_full(fault) is not None:
        return _no_room(request, fault)
    if not is_api(request):
        return defaults.server_error(request)
    words = gettext("The server could not finish this. The error is in its log. Try again in a moment.")
    return JsonResponse({"detail": words}, status=500)


def _no_room(request: HttpRequest, fault: BaseException) -> HttpResponse:
    """What cannot be kept now and can be later; its log line says which address, and why, without a traceback."""
    if is_api(request):
        words = gettext("The server has no room left to save this. Try again later.")
        answer: HttpResponse = JsonResponse({"detail": words}, status=NO_ROOM)
    else:
        answer = HttpResponse(render_to_string("507.html"), status=NO_ROOM)
    answer["Retry-After"] = str(RETRY_SECONDS)
    cause = str(fault).partition("\n")[0]  # PostgreSQL adds a hint
    log_response("no room to answer %s %s: %s", request.method, request.path, cause, response=answer, request=request)
    return answer


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``404.html`` with a row of what there is, for people; programs and missing files get it without."""
    if is_api(request):
        return JsonResponse({"detail": gettext("Not found.")}, status=404)
    shown = None
    if "text/html" in request.headers.get("Accept", ""):
        try:
            shown = offered_row(request)
        except DatabaseError as error:
            log.warning("no row on the page for a missing address: %s", error)
    return HttpResponse(render_to_string("404.html", {"shown": shown}, request), status=404)
