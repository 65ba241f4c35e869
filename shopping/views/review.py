"""The screen of review, and the frames on it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Title
from shopping.matching.ranking import state_of
from shopping.models import Feed, ReviewItem
from shopping.review.frames import frame_jpeg, frame_version
from shopping.review.screens import garment_of
from shopping.storefront.timelines import api_root
from trendflix.core.errors import UserError
from vision.labels import category_name
from vision.language.categories import CATEGORIES

LOOK = "shopping.view_match"
DECIDE = ("shopping.change_match", "vision.change_garment")
MAX_TITLES = 500
"""Titles in the filter; the item's own title is one more way to it."""


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The screen; scripts fetch one item after another."""
    _check(request)
    with_items = Exists(ReviewItem.objects.filter(title=OuterRef("pk"), is_open=True))
    titles = Title.objects.filter(with_items).order_by("name").values_list("pk", "name")[:MAX_TITLES]
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": _("Review"),
        "api": f"{api_root()}review/",
        "may_decide": request.user.has_perms(DECIDE),
        "categories": [(name, category_name(name)) for name in CATEGORIES],
        "shops": Feed.objects.order_by("name").values_list("pk", "name")[:MAX_TITLES],
        "titles": titles,
        "learnt": state_of(),
        "matches": reverse("admin:shopping_match_changelist"),
    }
    return render(request, "admin/review/review.html", context)


@require_safe
def review_frame(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The frame that a garment is best seen on, as JPEG; with ``?crop=1`` what is within its box."""
    _check(request)
    garment = garment_of(pk)
    if garment is None:
        raise Http404(f"There is no garment {pk}.")
    crop = "crop" in request.GET
    etag = f'"{frame_version(garment, crop=crop)}"'
    response = get_conditional_response(request, etag)
    if response is None:
        try:
            response = HttpResponse(frame_jpeg(garment, crop=crop), content_type="image/jpeg")
        except UserError as error:
            raise Http404(str(error)) from error
    response["ETag"], response["Cache-Control"] = etag, "private, max-age=3600"
    return response


def _check(request: HttpRequest) -> None:
    """Staff who may look at matches; others get 403, as pictures and scripts need."""
    if not (request.user.is_active and request.user.is_staff and request.user.has_perm(LOOK)):
        raise PermissionDenied
