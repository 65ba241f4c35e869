"""The watch page and the files it plays."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog.models import Title
from catalog.selectors import titles_visible
from catalog.visible import is_library_picture, picture_is_visible
from playback import selectors
from playback.models import Video
from playback.streaming.access import grant_of
from playback.streaming.sendfile import file_below, file_response
from playback.visible import films_for
from trendflix.accounts.membership.address_streams import ACTIVE_SECONDS
from trendflix.accounts.membership.streams import stream_admit, too_many_words
from trendflix.accounts.sight import sight_of
from trendflix.accounts.visitors import visitor_of
from trendflix.jobs.models import Job
from trendflix.jobs.selectors import jobs_of

SERVED_FOLDERS = ("hls", "subtitles", "garments")
STREAMED = (".m3u8", ".m4s", ".mp4")
"""What plays; pictures and subtitles count as no stream."""
WORK = ("package", "analyse", "match")
MINUTE, HOUR, DAY = 60, 3_600, 86_400
MASTER = "master.m3u8"
"""Kept for a minute: its sounds can be named anew."""


def _playable(request: HttpRequest, slug: str) -> tuple[Title, Video | None]:
    """A title that this person may see, and its film; ``None`` where none was added yet. 404 for all others."""
    video = selectors.film_to_watch(sight_of(request), slug)
    if video is not None:
        return video.title, video
    return get_object_or_404(titles_visible(sight_of(request)).exclude(kind=Title.Kind.SHOW), slug=slug), None


def _work_on(video: Video | None) -> Job | None:
    """The job that people wait for, or the one that failed, if any."""
    jobs = jobs_of(WORK, video.pk) if video is not None else {}
    waiting = [jobs[kind] for kind in WORK if kind in jobs]
    return next((job for job in waiting if job.is_open or job.status == Job.Status.FAILED), None)


@require_safe
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    """The player with the shop beside it, or, while there is nothing to play, how far the film is.

    With ``?play=1`` the film begins by itself, where the viewer left it.
    """
    title, video = _playable(request, slug)
    config = selectors.watch_config(video, visitor_of(request)) if video is not None else {}
    context = {
        "title": title,
        "video": video,
        "config": config,
        "playlists": selectors.first_playlists(config, video) if video is not None else [],
        "job": _work_on(video),
        "autoplay": "play" in request.GET,
    }
    return render(request, "playback/watch.html", context)


@require_safe
def watch_status(request: HttpRequest, slug: str) -> HttpResponse:
    """The waiting page's fragment; tells the page to load itself again once the film can play."""
    title, video = _playable(request, slug)
    response = render(request, "playback/_status.html", {"title": title, "video": video, "job": _work_on(video)})
    if video is not None and video.is_ready:
        response["HX-Refresh"] = "true"
    return response


@require_safe
def stream(request: HttpRequest, token: str, path: str) -> HttpResponseBase:
    """One file of a film: the token is this viewer's, and the viewer may still see the title."""
    grant, visitor = grant_of(token), visitor_of(request)
    folder, _, name = path.partition("/")
    if grant is None or grant.viewer_key != visitor.key or folder not in SERVED_FOLDERS:
        raise Http404("No such file.")
    video = films_for(sight_of(request)).filter(pk=grant.video_id).first()
    if video is None:
        raise Http404("No such file.")
    file = file_below(video.folder / folder, name)
    if file.suffix in STREAMED and not stream_admit(request):
        return too_many_streams(request)
    age = MINUTE if file.name == MASTER else settings.STREAM_URL_SECONDS
    return file_response(request, file, max_age=age)


def too_many_streams(request: HttpRequest) -> HttpResponse:
    """What a device gets whose account, or address, watches on as many others as it may (RFC 9457)."""
    told = {"title": too_many_words(request), "status": 429}
    response = JsonResponse(told, status=429, content_type="application/problem+json")
    response["Retry-After"] = str(ACTIVE_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def still(request: HttpRequest, pk: int, key: str) -> HttpResponseBase:
    """The picture of a film on cards, for those who may see its title; needs no session, and can be cached."""
    video = films_for(sight_of(request)).filter(pk=pk, package_key=key).first() if key else None
    if video is None:
        raise Http404("No such picture.")
    return file_response(request, file_below(video.folder / "hls", f"{key}/still.jpg"), max_age=DAY)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Posters, photographs and product photos; those of the library for whoever sees what they show."""
    root = Path(settings.MEDIA_ROOT) / "public"
    if not path.startswith("public/"):
        raise Http404("No such file.")
    file = file_below(root, path.removeprefix("public/"))
    if not is_library_picture(path):
        return file_response(request, file, max_age=DAY, public=not settings.REQUIRE_LOGIN)
    sight = sight_of(request)
    if not (picture_is_visible(path, sight) or sight.is_staff):
        raise Http404("No such file.")
    return file_response(request, file, max_age=HOUR)
