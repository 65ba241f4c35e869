"""The site's addresses with stand-ins for pages that a sitemap names."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from trendflix.urls import urlpatterns as site


def page(request: HttpRequest, slug: str) -> HttpResponse:
    """Any page."""
    return HttpResponse(slug)


urlpatterns = [
    *site,
    path("person/<uslug:slug>/", page, name="person"),
    path("collection/<uslug:slug>/", page, name="collection"),
]
