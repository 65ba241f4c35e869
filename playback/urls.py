"""Addresses of the player."""

from django.urls import path

from playback import views

urlpatterns = [
    path("watch/<uslug:slug>/", views.watch, name="watch"),
    path("watch/<uslug:slug>/status/", views.watch_status, name="watch-status"),
    path("stream/<str:token>/<path:path>", views.stream, name="stream"),
    path("still/<int:pk>/<str:key>.jpg", views.still, name="still"),
    path("media/<path:path>", views.media, name="media"),
]
