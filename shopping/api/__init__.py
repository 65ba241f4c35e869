"""The shop over REST."""

from django.urls import URLPattern, path

from shopping.api.lookups import LikeView, LookupView, RegionView, WordsView
from shopping.api.titles import ProductSearchView, TimelineView
from shopping.api.viewers import DislikeView, FeedbackView, SavedListView, SavedView

urlpatterns: list[URLPattern] = [
    path("titles/<uslug:slug>/timeline/", TimelineView.as_view(), name="api-timeline"),
    path("titles/<uslug:slug>/feedback/", FeedbackView.as_view(), name="api-feedback"),
    path("titles/<uslug:slug>/mine/", FeedbackView.as_view()),  # its name before, for callers that know it
    path("titles/<uslug:slug>/region/", RegionView.as_view(), name="api-region"),
    path("titles/<uslug:slug>/words/", WordsView.as_view(), name="api-words"),
    path("products/", ProductSearchView.as_view(), name="api-products"),
    path("products/<int:pk>/like/", LikeView.as_view(), name="api-like"),
    path("lookups/<uuid:pk>/", LookupView.as_view(), name="api-lookup"),
    path("saved/", SavedListView.as_view(), name="api-saved"),
    path("saved/<int:pk>/", SavedView.as_view(), name="api-saved-product"),
    path("dislikes/<int:garment>/<int:product>/", DislikeView.as_view(), name="api-dislike"),
]
