"""The API does what its description says, whatever is sent: each operation, by valid and by invalid requests.

schemathesis makes the requests and checks the answers: no server error, only statuses, types and bodies that are
described, wrong data refused, right data taken, no method beside those described, no way around signing in.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from pytest_django import Settings

from catalog.models import Title
from tests.clients import SiteClient
from tests.services import need
from tests.shopping.feeds.test_image_sources import jpeg
from tests.site.api_accounts import ACCOUNTS
from tests.site.api_rows import NAMED, has_data, is_blank, is_form, is_nothing, path_name, rows_make, unchanged
from tests.site.test_visibility import played

pytestmark = pytest.mark.django_db
RIGHT = NAMED | ACCOUNTS
"""Operation → makes right data of what was made up for it."""
EXAMPLES = 2
"""Requests of each kind to each operation."""
UNPACKED = {"Accept-Encoding": "identity"}
COERCED = re.compile(r"was string, became (integer|number)")
"""What REST framework takes for its digits."""


@pytest.fixture
def application(settings: Settings, carol: User) -> Iterator[Callable[..., Any]]:
    """The site with a film, without throttles, which keeps the test's connection to the database."""
    from django.core.wsgi import get_wsgi_application

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    settings.ALLOWED_HOSTS = ["*"]
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


def faults_of(operation: Any, people: list[dict[str, str]], there: dict[str, dict[str, Any]]) -> Iterator[str]:
    """What is wrong with the answers to an operation, a line each."""
    import schemathesis
    from hypothesis import HealthCheck, Phase, assume, given, settings
    from hypothesis.errors import Unsatisfiable

    found: dict[str, str] = {}

    def ask(case: Any) -> None:
        assume(not is_form(case) or "application/json" not in operation.get_request_payload_content_types())
        is_right = mode.is_positive
        if is_right:
            assume(not is_blank(case) and (operation.label not in RIGHT or has_data(case)))
            path_name(case, there)
        else:
            assume(not case.meta.generation.mode.is_positive and not is_nothing(case))
        for headers in people:
            if is_right:  # each anew, since a key can be used once
                RIGHT.get(operation.label, unchanged)(case)
            try:
                case.validate_response(case.call(headers=headers))
            except BaseExceptionGroup as group:
                for fault in group.exceptions:
                    if COERCED.search(str(fault)):
                        continue
                    words = f"{fault} {case.method} {case.formatted_path} {case.query} {case.body}".replace("\n", " ")
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
        with transaction.atomic(), suppress(Unsatisfiable):  # there may be nothing in it that could be wrong
            quiet(given(case=operation.as_strategy(generation_mode=mode))(ask))()
            transaction.set_rollback(True)
    yield from (f"{operation.label}: {name}: {words}" for name, words in found.items())


def test_every_operation_answers_as_it_is_described(application: Any, carol: User) -> None:
    need(find_spec("schemathesis") is not None, "schemathesis, as requirements-dev.txt names it")
    import schemathesis
    from hypothesis import strategies

    schemathesis.openapi.format("cursor", strategies.just(""))  # the first page
    for name in ("image/jpeg", "image/png", "image/webp"):
        schemathesis.openapi.media_type(name, strategies.just(jpeg()))
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/?format=json", application)
    operations = [one.ok() for one in schema.get_all_operations()]
    people = [UNPACKED, UNPACKED | signed_in(carol)]
    there = rows_make(played(Title.objects.create(name="Harbour Film", slug="harbour")), carol)
    faults = [line for operation in operations for line in faults_of(operation, people, there)]
    assert len(operations) > 100 and RIGHT.keys() <= {one.label for one in operations}
    assert not faults, "\n".join(faults)
