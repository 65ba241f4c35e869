"""The page on which films are uploaded, and what it asks the site while it is open. Answers are JSON."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache

from playback.uploads.accepting import FILMS, HEAD, PICTURES
from playback.uploads.beginning import MAX_FILES, Begun, Chosen, uploads_begin
from playback.uploads.deciding import film_publish, films_clear
from playback.uploads.describing import film_describe
from playback.uploads.errors import Refused
from playback.uploads.models import FilmUpload
from playback.uploads.permissions import adding_check, films_of, may_publish
from playback.uploads.selectors import SHOWN, file_shown, uploads_shown
from playback.uploads.services import film_hand_over, film_remove
from playback.uploads.working import work_again, work_pause, work_resume, work_stop

View = Callable[..., HttpResponse]
ACTIONS: dict[str, Callable[[FilmUpload], object]] = {
    "add": lambda film: film_hand_over(film.pk),
    "pause": work_pause,
    "resume": work_resume,
    "stop": work_stop,
    "again": work_again,
    "publish": film_publish,
    "remove": film_remove,
}


def answering(view: View) -> View:
    """A view for scripts of those who may add films, never cached; errors are JSON, with words in ``detail``."""

    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            adding_check(request.user)
            return view(request, *args, **kwargs)
        except PermissionDenied as denied:
            return JsonResponse({"detail": str(denied)}, status=403)
        except Refused as refused:
            return JsonResponse({"detail": str(refused)}, status=refused.status)

    return answer


def upload_page(request: HttpRequest, site: AdminSite, opts: Any) -> HttpResponse:
    """The page, with what it shows at first."""
    adding_check(request.user)
    context = {
        **site.each_context(request),
        "title": gettext_lazy("Add films"),
        "opts": opts,
        "chunk": settings.UPLOAD_CHUNK_BYTES,
        "shown": uploads_shown(request.user),
        "accepted": ",".join(sorted(FILMS | PICTURES | {".vtt", ".srt", ".ass", ".ssa"})),
    }
    return render(request, "admin/uploads/films.html", context)


@answering
def state(request: HttpRequest) -> HttpResponse:
    """Everything that the page shows."""
    return JsonResponse(uploads_shown(request.user))


@answering
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the uploads of ``files`` (path, size, modified, head); of each its upload, or why it is refused."""
    files = [_chosen(one) for one in _posted(request).get("files", [])]
    if not 0 < len(files) <= MAX_FILES:
        raise Refused(gettext("Choose 1 to %(limit)d files at a time.") % {"limit": MAX_FILES})
    begun = uploads_begin(request.user.pk or 0, files)
    return JsonResponse({"files": [_begun(one) for one in begun], **uploads_shown(request.user)})


@answering
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed of a film."""
    film = _found(request, pk)
    if film.video_id and not may_publish(request.user):
        raise PermissionDenied(gettext("Your account may not change titles."))
    errors = film_describe(film, _posted(request))
    return JsonResponse({"errors": errors}, status=400 if errors else 200)


@answering
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Do one of ``ACTIONS`` on a film; the page's new state."""
    _posted(request)
    if action == "publish" and not may_publish(request.user):
        raise PermissionDenied(gettext("Your account may not publish titles."))
    ACTIONS[action](_found(request, pk))
    return JsonResponse(uploads_shown(request.user))


@answering
def clear(request: HttpRequest) -> HttpResponse:
    """Take off the list what is finished."""
    _posted(request)
    films_clear(list(films_of(request.user).filter(owner=request.user.pk).order_by("-id")[:SHOWN]))
    return JsonResponse(uploads_shown(request.user))


def _found(request: HttpRequest, pk: int) -> FilmUpload:
    return get_object_or_404(films_of(request.user).select_related("video__title__season"), pk=pk)


def _posted(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a POST. Raises ``Refused`` for anything else."""
    if request.method != "POST":
        raise Refused(gettext("This address takes POST."))
    try:
        words = json.loads(request.body or b"{}")
    except ValueError as error:
        raise Refused(gettext("Send JSON.")) from error
    if not isinstance(words, dict):
        raise Refused(gettext("Send a JSON object."))
    return words


def _chosen(words: Any) -> Chosen:
    try:
        path, size, modified = str(words["path"]), int(words["size"]), int(words.get("modified") or 0)
        return Chosen(path[:1024], size, modified, bytes.fromhex(words.get("head") or "")[:HEAD])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(gettext("A file needs path, size, modified and head.")) from error


def _begun(one: Begun) -> dict[str, Any]:
    if one.upload is None:
        return {"problem": one.problem, "done": one.done}
    return {**file_shown(one.upload), "film": one.upload.film_id, "again": one.again, "done": False, "problem": ""}
