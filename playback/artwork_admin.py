"""The admin's page on which an editor chooses the frames that a title's artwork is cut from."""

from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from playback.models import Artwork, ArtworkFrame, Video
from playback.services.artwork import WANTED, artwork_choose
from playback.streaming.sendfile import file_response
from trendflix.core.admin import changes_log
from trendflix.core.errors import UserError
from trendflix.jobs.services import job_queue

Film = TypeVar("Film", bound=Model)
AN_HOUR = 3_600


class ArtworkPages(ModelAdmin[Film]):
    """Adds the page, and the pictures on it, to the admin of films."""

    def get_urls(self) -> list[Any]:
        """The page and its pictures come before a film's own address."""
        view = self.admin_site.admin_view
        own: list[URLPattern] = [
            path("<int:pk>/artwork/", view(self.artwork_page), name="playback_video_artwork"),
            path("<int:pk>/artwork/<int:frame>.jpg", view(self.artwork_frame), name="playback_video_frame"),
        ]
        return [*own, *super().get_urls()]

    def artwork_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The frames of a film, and what each is or can be used for."""
        video = get_object_or_404(Video.objects.select_related("title"), pk=pk)
        if not self.has_view_or_change_permission(request, video):  # type: ignore[arg-type]  # the admin of films
            raise PermissionDenied
        if request.method == "POST":
            return self._chosen(request, video)
        shapes = WANTED[video.title.kind]  # type: ignore[index]  # a value of the kinds
        made = {row.shape: row for row in video.title.artwork.all()}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Artwork of %(title)s") % {"title": video.title},
            "opts": self.model._meta,
            "video": video,
            "frames": list(video.artwork_frames.all()),
            "shapes": [(shape, getattr(video.title, shape), made.get(shape)) for shape in shapes],
            "may_change": self.has_change_permission(request, video),  # type: ignore[arg-type]  # the admin of films
        }
        return render(request, "admin/playback/video/artwork.html", context)

    def artwork_frame(self, request: HttpRequest, pk: int, frame: int) -> HttpResponseBase:
        """One frame's picture."""
        found = get_object_or_404(ArtworkFrame.objects.select_related("video"), pk=frame, video=pk)
        if not self.has_view_or_change_permission(request, found.video):  # type: ignore[arg-type]  # the admin of films
            raise PermissionDenied
        if not found.path.is_file():
            return HttpResponse(status=404)
        return file_response(request, found.path, max_age=AN_HOUR)

    def _chosen(self, request: HttpRequest, video: Video) -> HttpResponse:
        """Do what the pressed button says: use a frame as a shape, or look for frames again."""
        if not self.has_change_permission(request, video):  # type: ignore[arg-type]  # the admin of films
            raise PermissionDenied
        shape, _colon, frame = request.POST.get("choose", "").partition(":")
        if shape == "again":
            job_queue("artwork", video.pk)
            changes_log(request, [video], _("Frames asked for again"))
            self.message_user(request, _("Queued; a worker looks for frames."))
        elif shape in WANTED[video.title.kind] and frame.isdecimal():  # type: ignore[index]  # as above
            self._use(request, get_object_or_404(video.artwork_frames.all(), pk=int(frame)), Artwork.Shape(shape))
        else:
            self.message_user(request, _("Choose a frame and what it is for."), messages.ERROR)
        return redirect(request.path)

    def _use(self, request: HttpRequest, frame: ArtworkFrame, shape: Artwork.Shape) -> None:
        try:
            artwork_choose(frame, shape)
        except UserError as error:
            self.message_user(request, str(error), messages.ERROR)
            return
        words = _("The %(shape)s now shows %(seconds)d s of the film.") % {"shape": shape.label, "seconds": frame.time}
        changes_log(request, [frame.video.title, frame.video], words)
        self.message_user(request, words)
