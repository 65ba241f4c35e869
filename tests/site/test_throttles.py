"""How often one address is answered, whatever it says of itself and however often it drops its cookies."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from catalog.models import Title
from shopping.models import ClickOut, Lookup, Match
from shopping.queries import addresses
from tests.clients import SiteClient
from tests.site.test_visibility import played
from trendflix.core.throttles import ByAddress

pytestmark = pytest.mark.django_db
Ask = Callable[..., Any]


@pytest.fixture
def film() -> Title:
    """A film in which one garment has a product."""
    cache.clear()
    return played(Title.objects.create(name="Harbour Film", slug="harbour"))


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that answers an address twice a minute."""
    monkeypatch.setattr(ByAddress, "rate", "2/min", raising=False)


def pages() -> list[str]:
    """What is counted by address."""
    return ["/search/?q=coat", "/suggestions/?q=coat", f"/go/{Match.objects.get().product_id}/"]


def statuses(address: str, *forwarded: str) -> list[int]:
    """The answers to new browsers of one connection that say where they come from."""
    return [SiteClient().get(address, headers={"x-forwarded-for": said}).status_code for said in forwarded]


def test_an_address_that_asks_too_often_is_told_when_to_come_back(film: Title, twice: None) -> None:
    for page in pages():
        answers = [SiteClient().get(page) for _ in range(3)]
        assert 429 not in (answers[0].status_code, answers[1].status_code), page
        assert answers[2].status_code == 429 and 0 < int(answers[2]["Retry-After"]) <= 60, page
        assert SiteClient().get(page, REMOTE_ADDR="10.0.0.9").status_code != 429, page


def test_saying_other_addresses_does_not_help(film: Title, twice: None) -> None:
    for page in pages():
        assert statuses(page, "1.1.1.1", "2.2.2.2", "3.3.3.3")[2] == 429, page


def test_saying_other_addresses_before_those_that_our_proxy_writes_does_not_help(
    film: Title, twice: None, settings: Settings
) -> None:
    settings.NUM_PROXIES = 1
    for page in pages():
        assert statuses(page, "1.1.1.1, 7.7.7.7", "2.2.2.2, 7.7.7.7", "3.3.3.3, 7.7.7.7")[2] == 429, page
        assert statuses(page, "7.7.7.7, 8.8.8.8")[0] != 429, page


def test_a_click_that_is_refused_is_not_counted(film: Title, twice: None) -> None:
    product = Match.objects.get().product
    assert statuses(f"/go/{product.pk}/", *("1.1.1.1",) * 5) == [302, 302, 429, 429, 429]
    assert ClickOut.objects.filter(product=product).count() <= 2


def test_one_address_does_not_fill_the_queue_of_questions_with_new_viewers(
    film: Title, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "MOST_OPEN_OF_ADDRESS", 3)

    def ask(**more: Any) -> int:
        body = {"words": "red"}
        address = "/api/v1/titles/harbour/words/"
        return int(SiteClient().post(address, body, content_type="application/json", **more).status_code)

    assert [ask() for _ in range(5)] == [202, 202, 202, 503, 503]
    assert ask(REMOTE_ADDR="10.0.0.9") == 202
    Lookup.objects.update(status=Lookup.Status.DONE)
    assert ask() == 202, "what is answered waits no more"
