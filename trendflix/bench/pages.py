"""What one page costs: milliseconds, queries, and its ratio to the cheapest page."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from trendflix.bench.clock import Figures
from trendflix.bench.timing import times

ROUNDS = 21


@dataclass(frozen=True, slots=True)
class Page:
    """One address, who asks for it (somebody anonymous, or a viewer with a history), and the form that is ``sent``."""

    name: str
    address: str
    is_viewer: bool = False
    sent: dict[str, Any] | None = None

    def ask(self, client: Client) -> HttpResponseBase:
        """The answer."""
        return client.get(self.address) if self.sent is None else client.post(self.address, self.sent)


def page_figures(page: Page, client: Client, base: float) -> Figures:
    """Of a page that answers with something else than 200, its status alone. ``base``: seconds of the cheapest page."""
    page.ask(client)
    with CaptureQueriesContext(connection) as asked:
        response = page.ask(client)
    queries = len(asked)
    if response.status_code != 200:
        return {f"{page.name}_status": float(response.status_code)}
    median, slow, cpu = times(lambda: page.ask(client), ROUNDS)
    return {
        f"{page.name}_ms": 1000 * median,
        f"{page.name}_p95_ms": 1000 * slow,
        f"{page.name}_cpu_ms": 1000 * cpu,
        f"{page.name}_queries": float(queries),
        f"{page.name}_to_healthz": median / base,
    }
