"""Pages at real size through the whole of Django, with middleware and templates."""

from django.core.management import call_command
from django.test import Client

from catalog.models import Collection, Person, Title
from playback.models import Progress
from trendflix.bench.clock import Figures
from trendflix.bench.pages import Page, page_figures
from trendflix.bench.timing import rolled_back, times
from trendflix.core.collector import collector_tune


def measure() -> Figures:
    """Milliseconds, queries and ratios to the cheapest page; a page that does not open is left out.

    The process collects garbage as those do that serve pages.
    """
    collector_tune()
    call_command("collectstatic", verbosity=0, interactive=False)
    figures: Figures = {}
    with rolled_back():
        somebody, viewer = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
        known = Progress.objects.filter(viewer__user__isnull=False).select_related("viewer__user").first()
        if known is not None and known.viewer.user is not None:
            viewer.force_login(known.viewer.user)
        base = times(lambda: somebody.get("/healthz"))[0]
        figures["healthz_ms"] = 1000 * base
        for page in _pages():
            figures |= page_figures(page, viewer if page.is_viewer else somebody, base)
    return figures


def _pages() -> list[Page]:
    """The pages of the table, of the title with the most to show."""
    film = Title.objects.filter(video__analysis__isnull=False).order_by("pk").values_list("slug", flat=True).first()
    show = Title.objects.filter(kind=Title.Kind.SHOW).order_by("pk").values_list("slug", flat=True).first()
    found = [
        Page("home", "/"),
        Page("home_viewer", "/", is_viewer=True),
        Page("genre", "/genre/drama/"),
        Page("genre_far", "/genre/drama/?page=25"),
        Page("search", "/search/?q=last+ferry"),
        Page("saved", "/saved/", is_viewer=True),
        Page("shop", "/shop/"),
        Page("shop_facets", "/shop/?category=dress&colour=red&colour=blue&min=20&max=150&sort=cheap"),
        Page("shop_words", "/shop/?q=red+dress"),
        Page("api_shop", "/api/v1/shop/?category=top&sale=1"),
        Page("api_titles", "/api/v1/titles/"),
        Page("api_titles_far", "/api/v1/titles/?page=300"),
    ]
    found += [Page("people", "/people/"), Page("people_far", "/people/?page=150")]
    found += [Page("search_worn", "/search/?q=red+dress"), Page("search_nothing", "/search/?q=zeppelin")]
    found += _first("person", Person) + _first("collection", Collection)
    found += [Page("show", f"/title/{show}/")] if show else []
    if film:
        found += [Page("title", f"/title/{film}/"), Page("garments", f"/title/{film}/worn/")]
        found += [Page("watch", f"/watch/{film}/"), Page("timeline", f"/api/v1/titles/{film}/timeline/")]
    return found


def _first(name: str, model: type[Person] | type[Collection]) -> list[Page]:
    slug = model._default_manager.order_by("pk").values_list("slug", flat=True).first()
    return [Page(name, f"/{name}/{slug}/")] if slug else []
