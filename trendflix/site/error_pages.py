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
from trendflix.core.held_rows import is_held
from trendflix.core.http import is_api
from trendflix.core.uploads import UploadRefused
from trendflix.site.rows import offered_row

log = logging.getLogger(__name__)
RETRY_SECONDS = {503: 5, 507: 60}
"""By status: after how long the same may succeed."""


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
    """``500.html`` for people, JSON for programs.

    507 (RFC 4918, 11.5) where the disk is full, 503 where others hold the database for longer than a request waits.
    """
    fault = sys.exc_info()[1]
    if fault is not None and disk_full(fault) is not None:
        words = gettext("The server has no room left to save this. Try again later.")
        return _later(request, fault, 507, words)
    if fault is not None and is_held(fault):
        words = gettext("The server is busy with something large and could not save this. Try again in a moment.")
        return _later(request, fault, 503, words)
    if not is_api(request):
        return defaults.server_error(request)
    words = gettext("The server could not finish this. The error is in its log. Try again in a moment.")
    return JsonResponse({"detail": words}, status=500)


def _later(request: HttpRequest, fault: BaseException, status: int, words: str) -> HttpResponse:
    """What cannot be kept now and can be later; its log line says which address, and why, without a traceback."""
    if is_api(request):
        answer: HttpResponse = JsonResponse({"detail": words}, status=status)
    else:
        answer = HttpResponse(render_to_string(f"{status}.html"), status=status)
    answer["Retry-After"] = str(RETRY_SECONDS[status])
    cause = str(fault).partition("\n")[0]  # PostgreSQL adds a hint
    log_response("%s to %s %s: %s", status, request.method, request.path, cause, response=answer, request=request)
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
