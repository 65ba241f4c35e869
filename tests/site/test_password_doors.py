"""Wherever the site asks for a password, only so many guesses are looked at."""

import json
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.core.cache import cache

from tests.clients import SiteClient
from trendflix.accounts.profiles import profile_create

GUESSES, MAX_LOOKED_AT = 60, 25
WRONG = "not-the-password"
NEW = "another-good-password-9"
PAGES: dict[str, dict[str, str]] = {
    "/accounts/login/": {"login": "alice", "password": WRONG},
    "/accounts/reauthenticate/": {"password": WRONG},
    "/accounts/password/change/": {"oldpassword": WRONG, "password1": NEW, "password2": NEW},
    "/account/delete/": {"password": WRONG},
}
API: dict[str, dict[str, Any]] = {
    "/api/v1/auth/sign-in/": {"login": "alice", "password": WRONG, "name": "TV", "scope": "write"},
    "/api/v1/account/password/": {"password": WRONG, "new_password": NEW},
    "/api/v1/account/deletion/": {"password": WRONG},
    "/api/v1/profiles/unlock/": {"secret": WRONG},
}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The guesses that were compared with a password; none counts from before."""
    cache.clear()
    found: list[str] = []

    def counted(password: str, *rest: Any) -> bool:
        found.append(password)
        return hashers.check_password(password, *rest)

    monkeypatch.setattr("django.contrib.auth.base_user.check_password", counted)
    return found


@pytest.mark.parametrize("address", [*PAGES, *API])
def test_guesses_end(alice: User, looked_at: list[str], address: str) -> None:
    browser = SiteClient(raise_request_exception=False)
    if "login" not in address and "auth/" not in address:
        browser.force_login(alice)
    if "profiles" in address:  # asks only where a child's profile must not open its parents'
        profile_create(alice.pk, name="Mia", avatar="fox", max_age=6, is_child=True)
    for _ in range(GUESSES):
        if address in PAGES:
            answer = browser.post(address, PAGES[address])
        else:
            answer = browser.post(address, json.dumps(API[address]), "application/json")
        assert answer.status_code < 500
    assert 0 < looked_at.count(WRONG) <= MAX_LOOKED_AT
