"""Signing in: guessing ends soon, from wherever it seems to come."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from tests.clients import SiteClient

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/login/"
RIGHT = "correct horse battery"


@pytest.fixture(autouse=True)
def few(settings: Settings) -> None:
    """Three failures are too many."""
    settings.AXES_FAILURE_LIMIT = 3
    cache.clear()


@pytest.fixture
def dora() -> User:
    """Staff who signs in by password."""
    return User.objects.create_superuser("dora", password=RIGHT)


def attempt(client: Client, address: str, password: str, name: str = "dora", **headers: str) -> Any:
    """One attempt."""
    return client.post(address, {"login": name, "password": password}, headers=headers)


def test_after_some_failures_the_right_password_is_refused_too(dora: User) -> None:
    client = SiteClient()
    answers = [attempt(client, ADDRESS, f"guess {number}").status_code for number in range(4)]
    assert answers[:2] == [200, 200] and answers[2:] == [429, 429]
    refused = attempt(client, ADDRESS, RIGHT)
    assert refused.status_code == 429 and refused["Retry-After"] == "900"


def test_the_admin_has_the_same_door(dora: User) -> None:
    client = SiteClient()
    answer = client.get("/admin/login/?next=/admin/jobs/")
    assert answer.status_code == 302 and answer["Location"] == f"{ADDRESS}?next=%2Fadmin%2Fjobs%2F"
    answer = client.post("/admin/login/", {"username": "dora", "password": RIGHT})
    assert answer.status_code == 302 and client.get("/admin/").status_code == 302, "no password is taken there"
    attempt(client, answer["Location"], RIGHT)
    assert client.get("/admin/").status_code == 200


def test_who_is_no_staff_is_told_so_and_not_sent_round_in_circles(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_forwarded_addresses_that_change_do_not_help_to_guess(dora: User, settings: Settings) -> None:
    settings.NUM_PROXIES = 0
    for number in range(3):
        attempt(SiteClient(), ADDRESS, "guess", **{"X-Forwarded-For": f"10.0.0.{number}"})
    assert attempt(SiteClient(), ADDRESS, RIGHT).status_code == 429


def test_behind_a_proxy_each_client_is_counted_alone(dora: User, settings: Settings) -> None:
    settings.NUM_PROXIES = 1
    for _ in range(3):
        attempt(SiteClient(), ADDRESS, "guess", **{"X-Forwarded-For": "6.6.6.6"})
    assert attempt(SiteClient(), ADDRESS, RIGHT, **{"X-Forwarded-For": "6.6.6.6, 7.7.7.7"}).status_code == 302
    assert attempt(SiteClient(), ADDRESS, RIGHT, **{"X-Forwarded-For": "7.7.7.7, 6.6.6.6"}).status_code == 429


def test_the_answer_is_the_same_for_an_account_that_does_not_exist(dora: User) -> None:
    known, unknown = SiteClient(), SiteClient()
    first = [attempt(known, ADDRESS, "guess", "dora").content for _ in range(3)]
    cache.clear()
    second = [attempt(unknown, ADDRESS, "guess", "nobody").content for _ in range(3)]
    assert first[-1] == second[-1]


def test_signing_in_forgets_the_failures_before_it(dora: User) -> None:
    for _ in range(2):
        attempt(SiteClient(), ADDRESS, "guess")
        attempt(SiteClient(), ADDRESS, "guess")
        assert attempt(SiteClient(), ADDRESS, RIGHT).status_code == 302


def test_no_attempt_is_written_to_the_database(dora: User, django_assert_num_queries: object) -> None:
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog

    attempt(SiteClient(), ADDRESS, "guess")
    assert not any(model.objects.exists() for model in (AccessAttempt, AccessFailureLog))
    attempt(SiteClient(), ADDRESS, RIGHT)
    assert not AccessLog.objects.exists()
