"""The library over REST: titles, shows, people, collections, what titles are filed under, and what viewers keep."""

from django.urls import URLPattern, path

from catalog.api import collections, filed, people, shows, tastes, titles, viewers

urlpatterns: list[URLPattern] = [
    path("titles/", titles.TitleList.as_view(), name="api-titles"),
    path("titles/<uslug:slug>/", titles.TitleDetail.as_view(), name="api-title"),
    path("titles/<uslug:slug>/seasons/", shows.SeasonList.as_view(), name="api-seasons"),
    path(
        "titles/<uslug:slug>/seasons/<int:number>/episodes/",
        shows.EpisodeList.as_view(),
        name="api-episodes",
    ),
    path("titles/<uslug:slug>/rating/", viewers.RatingView.as_view(), name="api-rating"),
    path("people/", people.PersonList.as_view(), name="api-people"),
    path("people/<uslug:slug>/", people.PersonDetail.as_view(), name="api-person"),
    path("people/<uslug:slug>/titles/", people.PersonTitleList.as_view(), name="api-person-titles"),
    path("collections/", collections.CollectionList.as_view(), name="api-collections"),
    path("collections/<uslug:slug>/", collections.CollectionDetail.as_view(), name="api-collection"),
    path("collections/<uslug:slug>/titles/", collections.CollectionTitleList.as_view(), name="api-collection-titles"),
    path("genres/", filed.GenreList.as_view(), name="api-genres"),
    path("countries/", filed.CountryList.as_view(), name="api-countries"),
    path("languages/", filed.LanguageList.as_view(), name="api-languages"),
    path("watchlist/", viewers.Watchlist.as_view(), name="api-watchlist"),
    path("watchlist/<uslug:slug>/", viewers.WatchlistTitle.as_view(), name="api-watchlist-title"),
    path("tastes/", tastes.TastesView.as_view(), name="api-tastes"),
    path("ratings/", viewers.RatingList.as_view(), name="api-ratings"),
]
