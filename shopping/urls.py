"""Addresses of the shop."""

from django.urls import path

from shopping import views

urlpatterns = [
    path("go/<int:pk>/", views.go, name="click-out"),
    path("title/<uslug:slug>/worn/", views.worn, name="worn"),
    path("saved/", views.saved, name="saved"),
    path("saved/<int:pk>/remove/", views.saved_remove, name="saved-remove"),
]
