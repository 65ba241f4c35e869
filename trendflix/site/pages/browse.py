"""The library by filters."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from catalog import browse as library
from catalog.browse_form import BrowseForm
from trendflix.accounts.sight import sight_of
from trendflix.core.paging import MAX_COUNT
from trendflix.site.pages.cards import PER_PAGE, with_cards
from trendflix.site.rows import offered_row

COLOURS = {
    "black": pgettext_lazy("colour", "black"),
    "grey": pgettext_lazy("colour", "grey"),
    "white": pgettext_lazy("colour", "white"),
    "beige": pgettext_lazy("colour", "beige"),
    "brown": pgettext_lazy("colour", "brown"),
    "red": pgettext_lazy("colour", "red"),
    "orange": pgettext_lazy("colour", "orange"),
    "yellow": pgettext_lazy("colour", "yellow"),
    "green": pgettext_lazy("colour", "green"),
    "blue": pgettext_lazy("colour", "blue"),
    "purple": pgettext_lazy("colour", "purple"),
    "pink": pgettext_lazy("colour", "pink"),
}
"""The colours that ``vision.colours`` names garments by."""


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Films and shows that the address asks for, a page at a time; where there are none, a row of others."""
    form = BrowseForm(request.GET, COLOURS.items(), sight_of(request))
    keys = library.browse(sight_of(request), form.filters(), form.order())
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    titles = with_cards(request, library.titles_of_keys(sight_of(request), list(page.object_list)))
    context = {
        "form": form,
        "titles": titles,
        "page": page,
        "count": len(keys),
        "is_capped": len(keys) >= MAX_COUNT,
        "query_prefix": _query(request.GET, "page"),
        "chips": [(words, _query(request.GET, "page", name).rstrip("&")) for name, words in form.chosen()],
        "shown": None if titles else offered_row(request),
    }
    return render(request, "catalog/browse.html", context)


def _query(query: QueryDict, *without: str) -> str:
    """The address's query without some fields and without empty ones, to be followed by another: ``genre=drama&``."""
    kept = QueryDict(mutable=True)
    for name, value in query.items():
        if value and name not in without:
            kept[name] = str(value)
    return f"{kept.urlencode()}&" if kept else ""
