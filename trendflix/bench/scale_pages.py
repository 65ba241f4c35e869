"""Pages at real size through the whole of Django, with middleware and templates."""

from dataclasses import dataclass

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.models import Collection, Person, Title
from playback.models import Progress
from trendflix.bench.clock import Figures
from trendflix.bench.timing import rolled_back, times


@dataclass(frozen=True, slots=True)
class Page:
    """One address, and who asks for it: somebody anonymous, or a viewer with a history."""

    name: str
    address: str
    is_viewer: bool = False


def measure() -> Figures:
    """Milliseconds, queries and ratios to the cheapest page; a page that does not open is left out."""
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
            figures |= _page(page, viewer if page.is_viewer else somebody, base)
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


def _page(page: Page, client: Client, base: float) -> Figures:
    client.get(page.address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(page.address)
    queries = len(asked)
    if response.status_code != 200:
        return {f"{page.name}_status": float(response.status_code)}
    median, slow, cpu = times(lambda: client.get(page.address))
    return {
        f"{page.name}_ms": 1000 * median,
        f"{page.name}_p95_ms": 1000 * slow,
        f"{page.name}_cpu_ms": 1000 * cpu,
        f"{page.name}_queries": float(queries),
        f"{page.name}_to_healthz": median / base,
    }
