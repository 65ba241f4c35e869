"""The pages of people: all of them, and one with what they did and what is worn in it."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import people as library
from catalog.models import Credit, Person, Title
from shopping.storefront.previews import worn_in_titles
from trendflix.accounts.sight import sight_of
from trendflix.core.paging import CappedPaginator
from trendflix.site.pages.cards import PER_PAGE, with_cards

PRODUCTS = 12


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with a title to see, by name, a page at a time; ``q`` looks for names."""
    query = request.GET.get("q", "").strip()[:200]
    found = (
        library.people_search(sight_of(request), query, 5 * PER_PAGE)
        if query
        else library.people_listed(sight_of(request))
    )
    page = CappedPaginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "catalog/people.html",
        {"people": page.object_list, "page": page, "sought": query, "query_prefix": _prefix(query)},
    )


def _prefix(query: str) -> str:
    return f"{urlencode({'q': query})}&" if query else ""


@require_safe
def person(request: HttpRequest, slug: str) -> HttpResponse:
    """One person: their titles by role and year, a page at a time, and products worn in them."""
    try:
        found = library.person_by_slug(sight_of(request), slug)
    except Person.DoesNotExist as error:
        raise Http404(f"There is nobody called {slug}.") from error
    credits = library.credits_of(sight_of(request), found)
    page = Paginator([(role, *credit) for role in credits for credit in credits[role]], PER_PAGE).get_page(
        request.GET.get("page")
    )
    titles = library.titles_of_credits(sight_of(request), [pk for _, pk, _ in page.object_list])
    with_cards(request, list(titles.values()))
    context = {
        "person": found,
        "page": page,
        "roles": _by_role(list(page.object_list), titles),
        "worn": worn_in_titles([pk for _, pk, _ in page.object_list], PRODUCTS) if page.number == 1 else [],
    }
    return render(request, "catalog/person.html", context)


def _by_role(rows: list[tuple[str, int, str]], titles: dict[int, Title]) -> list[tuple[str, list[tuple[Title, str]]]]:
    """[(role, [(title, year and character), …]), …] of a page, the roles in their order."""
    found: dict[str, list[tuple[Title, str]]] = {}
    for role, pk, character in rows:
        if pk in titles:
            line = " · ".join(filter(None, (str(titles[pk].year or ""), character)))
            found.setdefault(str(Credit.Role(role).label), []).append((titles[pk], line))
    return list(found.items())
