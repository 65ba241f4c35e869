"""Addresses of the shop."""

from django.contrib import admin
from django.urls import path

from shopping import views

urlpatterns = [
    path("go/<int:pk>/", views.go, name="click-out"),
    path("admin/review/", admin.site.admin_view(views.review), name="review"),
    path("admin/review/frames/<int:pk>.jpg", views.review_frame, name="review-frame"),
    path("title/<uslug:slug>/worn/", views.worn, name="worn"),
    path("product/<int:pk>-<uslug:slug>/", views.product, name="product-page"),
    path("product/<int:pk>/", views.product, name="product"),
    path("product/<int:pk>/lists/", views.product_lists, name="product-lists"),
    path("shop/", views.shop, name="shop"),
    path("saved/", views.saved, name="saved"),
    path("saved/<int:pk>/remove/", views.saved_remove, name="saved-remove"),
    path("saved/<int:pk>/note/", views.saved_note, name="saved-note"),
    path("lists/", views.lists, name="lists"),
    path("lists/<int:pk>/", views.saved_list, name="list"),
    path("lists/<int:pk>/change/", views.list_change, name="list-change"),
    path("lists/<int:pk>/products/<int:product>/", views.list_product, name="list-product"),
    path("lists/shared/<slug:token>/", views.list_read, name="list-shared"),
]
