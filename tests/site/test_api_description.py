"""The API does what its description says, whatever is sent: each operation, by valid and by invalid requests.

schemathesis makes the requests and checks the answers: no server error, only statuses, types and bodies that are
described, wrong data refused, right data taken, no method beside those described, no way around signing in.
"""

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from pytest_django import Settings

from catalog.models import Title
from tests.clients import SiteClient
from tests.services import need
from tests.site.test_visibility import played

pytestmark = pytest.mark.django_db
EXAMPLES = 2
"""Requests of each kind to each operation."""
BY_ROWS = {
    "GET /api/v1/shop/": "names an answered question, and takes what it cannot read of a link as not chosen",
    "GET /api/v1/titles/": "takes an empty choice as none, as a form sends it",
    **dict.fromkeys(
        (f"POST /api/v1/auth/{act}/" for act in ("sign-up", "sign-in", "confirm", "reset/confirm", "keep")),
        "names an account, a key of a mail, or a name and a password that the site takes",
    ),
    "POST /api/v1/events/": "wants one event at least",
    "POST /api/v1/products/picture/": "wants a whole picture",
    "PUT /api/v1/saved/{id}/": "names a garment that there is",
    "PUT /api/v1/tastes/": "names titles that there are",
}
"""Operations whose data can be wrong in a way that no description tells, and how."""
DATA_CHECKS = ("RejectedPositiveData", "AcceptedNegativeData")


@pytest.fixture
def application(settings: Settings, carol: User) -> Iterator[Callable[..., Any]]:
    """The site with a film, without throttles, which keeps the test's connection to the database."""
    from django.core.wsgi import get_wsgi_application

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.ALLOWED_HOSTS = ["*"]
    played(Title.objects.create(name="Harbour Film", slug="harbour"))
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def signed_in(user: User) -> dict[str, str]:
    """The headers of a browser in which somebody has signed in."""
    client = SiteClient()
    client.force_login(user)
    token = client.csrf_token()
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    return {"Cookie": cookies, "X-CSRFToken": token}


def faults_of(operation: Any, people: list[dict[str, str]]) -> Iterator[str]:
    """What is wrong with the answers to an operation, a line each."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis.errors import Unsatisfiable

    found: dict[str, str] = {}

    def ask(case: Any) -> None:
        for headers in people:
            try:
                case.validate_response(case.call(headers=headers))
            except BaseExceptionGroup as group:
                for fault in group.exceptions:
                    words = f"{fault} {case.method} {case.formatted_path} {case.query}".replace("\n", " ")
                    found.setdefault(type(fault).__name__, words[:600])

    quiet = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    for mode in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
        try:
            quiet(given(case=operation.as_strategy(generation_mode=mode))(ask))()
        except Unsatisfiable:
            continue  # there is nothing in it that could be wrong
    yield from (f"{operation.label}: {name}: {words}" for name, words in found.items() if _counts(operation, name))


def _counts(operation: Any, name: str) -> bool:
    return not (operation.label in BY_ROWS and name in DATA_CHECKS)


def test_every_operation_answers_as_it_is_described(application: Any, carol: User) -> None:
    need(find_spec("schemathesis") is not None, "schemathesis, as requirements-dev.txt names it")
    import schemathesis
    from hypothesis import strategies

    schemathesis.openapi.format("cursor", strategies.just(""))  # the first page
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    operations = [one.ok() for one in schema.get_all_operations()]
    people = [{}, signed_in(carol)]
    faults = [line for operation in operations for line in faults_of(operation, people)]
    assert len(operations) > 100 and BY_ROWS.keys() <= {one.label for one in operations}
    assert not faults, "\n".join(faults)
