"""Suggestions at real size: how long they take, and how often a misspelt name is among the first."""

from django.core.cache import cache
from django.test import Client

from catalog.models import Person
from catalog.selectors import browsed
from catalog.suggest import people_suggested, titles_suggested
from trendflix.accounts.sight import EVERYBODY
from trendflix.bench.clock import Figures
from trendflix.bench.misspellings import misspelt
from trendflix.bench.timing import queries

COUNT, FIRST = 200, 3
TYPED = ("th", "las", "last fer", "red", "red dr", "reed dres", "jür", "ada bra", "東京", "zeppelin", "navy wool coat")


def measure() -> Figures:
    """Shares of misspelt titles and people found among the first three, and milliseconds of the whole answer."""
    somebody, client = EVERYBODY, Client(SERVER_NAME="localhost")
    titles = misspelt(list(browsed(EVERYBODY).order_by("pk").values_list("name", flat=True)), COUNT)
    people = misspelt(list(Person.objects.order_by("pk").values_list("name", flat=True)[:20_000]), COUNT)
    found = [name in [one.name for one in titles_suggested(somebody, text)[:FIRST]] for name, text in titles]
    known = [name in [one.name for one in people_suggested(somebody, text)[:FIRST]] for name, text in people]
    asked = (*TYPED, *(text for _, text in titles[:20]))
    return {
        "misspelt_titles_in_first_3": sum(found) / len(found),
        "misspelt_people_in_first_3": sum(known) / len(known),
    } | queries("suggestions", asked, lambda words: _asked(client, words))


def _asked(client: Client, words: str) -> None:
    """One request, not answered from what is kept."""
    cache.clear()
    client.get("/suggestions/", {"q": words})
