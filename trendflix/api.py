"""Every address below ``/api/v1/``."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from trendflix.core.api_schema import KeptSchemaGenerator

urlpatterns = [
    path("", include("trendflix.accounts.membership.api")),
    path("", include("catalog.api")),
    path("", include("playback.api")),
    path("", include("playback.viewer_api")),
    path("", include("trendflix.site.profiles.api")),
    path("", include("trendflix.site.profiles.ordering")),
    path("", include("shopping.api")),
    path("", include("trendflix.jobs.api")),
    path("schema/", SpectacularAPIView.as_view(generator_class=KeptSchemaGenerator), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
]
