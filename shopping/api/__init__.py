"""The shop over REST."""

from django.urls import URLPattern, path

from shopping.api.events import EventsView
from shopping.api.feeds import FeedDetail, FeedList, FeedReport, FeedRunView
from shopping.api.lists import ListProductView, ListShareView, ListsView, ListView, MarksView, NoteView
from shopping.api.lookups import LikeView, LookupView, RegionView, WordsView
from shopping.api.postback import PostbackView
from shopping.api.review import (
    BulkView,
    DecisionView,
    HistoryView,
    HoldView,
    ItemView,
    MergeView,
    NextView,
    ProductsView,
    PutOffView,
    SplitView,
    UndoView,
)
from shopping.api.shop import PictureView, ShopView
from shopping.api.titles import ProductSearchView, TimelineView
from shopping.api.viewers import DislikeView, FeedbackView, SavedListView, SavedView

urlpatterns: list[URLPattern] = [
    path("events/", EventsView.as_view(), name="api-events"),
    path("postback/<slug:feed>/", PostbackView.as_view(), name="api-postback"),
    path("titles/<uslug:slug>/timeline/", TimelineView.as_view(), name="api-timeline"),
    path("titles/<uslug:slug>/feedback/", FeedbackView.as_view(), name="api-feedback"),
    path("titles/<uslug:slug>/mine/", FeedbackView.as_view()),  # its name before, for callers that know it
    path("titles/<uslug:slug>/region/", RegionView.as_view(), name="api-region"),
    path("titles/<uslug:slug>/words/", WordsView.as_view(), name="api-words"),
    path("products/", ProductSearchView.as_view(), name="api-products"),
    path("products/<int:pk>/like/", LikeView.as_view(), name="api-like"),
    path("lookups/<uuid:pk>/", LookupView.as_view(), name="api-lookup"),
    path("feeds/", FeedList.as_view(), name="api-feeds"),
    path("feeds/<int:pk>/", FeedDetail.as_view(), name="api-feed"),
    path("feeds/<int:pk>/run/", FeedRunView.as_view(), name="api-feed-run"),
    path("feeds/<int:pk>/report/", FeedReport.as_view(), name="api-feed-report"),
    path("products/picture/", PictureView.as_view(), name="api-picture"),
    path("shop/", ShopView.as_view(), name="api-shop"),
    path("saved/marks/", MarksView.as_view(), name="api-marks"),
    path("saved/<int:pk>/note/", NoteView.as_view(), name="api-note"),
    path("lists/", ListsView.as_view(), name="api-lists"),
    path("lists/<int:pk>/", ListView.as_view(), name="api-list"),
    path("lists/<int:pk>/share/", ListShareView.as_view(), name="api-list-share"),
    path("lists/<int:pk>/products/<int:product>/", ListProductView.as_view(), name="api-list-product"),
    path("saved/", SavedListView.as_view(), name="api-saved"),
    path("saved/<int:pk>/", SavedView.as_view(), name="api-saved-product"),
    path("review/next/", NextView.as_view(), name="api-review-next"),
    path("review/holds/", HoldView.as_view(), name="api-review-holds"),
    path("review/undo/", UndoView.as_view(), name="api-review-undo"),
    path("review/bulk/", BulkView.as_view(), name="api-review-bulk"),
    path("review/products/", ProductsView.as_view(), name="api-review-products"),
    path("review/items/<int:pk>/", ItemView.as_view(), name="api-review-item"),
    path("review/items/<int:pk>/decisions/", DecisionView.as_view(), name="api-review-decisions"),
    path("review/items/<int:pk>/merge/", MergeView.as_view(), name="api-review-merge"),
    path("review/items/<int:pk>/split/", SplitView.as_view(), name="api-review-split"),
    path("review/items/<int:pk>/put-off/", PutOffView.as_view(), name="api-review-put-off"),
    path("review/items/<int:pk>/history/", HistoryView.as_view(), name="api-review-history"),
    path("dislikes/<int:garment>/<int:product>/", DislikeView.as_view(), name="api-dislike"),
]
