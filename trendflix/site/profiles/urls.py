"""Addresses of profiles and tastes."""

from django.urls import path

from trendflix.site.profiles import allowing, choosing, forgotten, managing, tasting

urlpatterns = [
    path("profiles/", choosing.picker, name="profiles"),
    path("profiles/unlock/", choosing.unlock_page, name="profiles-unlock"),
    path("profiles/manage/", managing.manage, name="profiles-manage"),
    path("profiles/new/", managing.create, name="profiles-new"),
    path("profiles/<int:pk>/enter/", choosing.enter, name="profiles-enter"),
    path("profiles/<int:pk>/pin-forgotten/", forgotten.pin_forgotten, name="profiles-pin-forgotten"),
    path("profiles/<int:pk>/edit/", managing.edit, name="profiles-edit"),
    path("profiles/<int:pk>/delete/", managing.delete, name="profiles-delete"),
    path("profiles/<int:pk>/move/", managing.move, name="profiles-move"),
    path("profiles/<int:pk>/allowed/", allowing.allow, name="profiles-allowed"),
    path("tastes/", tasting.tastes, name="tastes"),
]
