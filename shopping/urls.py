"""Addresses of the shop."""

from django.urls import path

from shopping import views

urlpatterns = [path("go/<int:pk>/", views.go, name="click-out")]
