"""Two sign-ups with one user name at the same moment, as of a button that is pressed twice: one of them is told."""

import pytest
from django.contrib.auth.models import User
from django.core import mail

from tests.accounts.membership.conftest import sign_up
from tests.accounts.membership.test_api_sign_up import join
from tests.clients import SiteClient
from trendflix.accounts.membership.forms import SignUpForm

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def somebody_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the name after the form was looked at."""
    usual = SignUpForm.is_valid

    def is_valid(self: SignUpForm) -> bool:
        found: bool = usual(self)
        User.objects.get_or_create(username="zoe")
        return found

    monkeypatch.setattr(SignUpForm, "is_valid", is_valid)


def test_the_page_says_so(client: SiteClient) -> None:
    answer = sign_up(client)
    assert answer.status_code == 409 and "already exists" in answer.content.decode()
    assert 'value="zoe@example.org"' in answer.content.decode(), "what was typed is still there"
    assert User.objects.count() == 1 and not mail.outbox


def test_the_api_names_the_field(db: None) -> None:
    answer = join()
    assert answer.status_code == 400 and list(answer.json()) == ["username"] and User.objects.count() == 1
