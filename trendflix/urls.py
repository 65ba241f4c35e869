"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.i18n import set_language

from trendflix.site import sign_in, sitemaps, suggestions
from trendflix.site.pages import (
    begun,
    browse,
    collection,
    genre,
    history,
    home,
    icons,
    keep,
    my_list,
    person,
    play,
    search,
    title,
)

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth documents it
handler404 = "trendflix.site.error_pages.not_found"
handler429 = "trendflix.site.sign_in.too_many_requests"
handler500 = "trendflix.site.error_pages.server_error"
handler400 = "trendflix.site.error_pages.bad_request"

urlpatterns = [
    path("", home.home, name="home"),
    path("rows/", home.later_rows, name="later-rows"),
    path("browse/", browse.browse, name="browse"),
    path("play/<uslug:slug>/", play.play, name="play"),
    path("begun/<uslug:slug>/remove/", begun.begun_remove, name="begun-remove"),
    path("title/<uslug:slug>/", title.title, name="title"),
    path("title/<uslug:slug>/keep/", keep.keep, name="keep"),
    path("my-list/", my_list.my_list, name="my-list"),
    path("history/", history.history, name="history"),
    path("people/", person.people, name="people"),
    path("person/<uslug:slug>/", person.person, name="person"),
    path("collections/", collection.collections, name="collections"),
    path("collection/<uslug:slug>/", collection.collection, name="collection"),
    path("genre/<uslug:slug>/", genre.genre, name="genre"),
    path("search/", search.search, name="search"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("", include("trendflix.site.profiles.urls")),
    path("", include("playback.urls")),
    path("", include("shopping.urls")),
    path("accounts/login/", sign_in.SignInView.as_view(), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/", include("allauth.urls")),
    path("", include("trendflix.accounts.membership.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("api/v1/", include("trendflix.api")),
    path("admin/", admin.site.urls),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": sitemaps.SITEMAPS, "sitemap_url_name": "sitemap-part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": sitemaps.SITEMAPS}, name="sitemap-part"),
    path("favicon.ico", icons.favicon),
]
