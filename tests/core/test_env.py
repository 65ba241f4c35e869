"""Readers of the environment: typed, and loud about what does not parse."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from trendflix.core import env
from trendflix.core.policy import csp

NAME = "TRENDFLIX_TEST"


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A clean environment to put values into."""
    monkeypatch.delenv(NAME, raising=False)
    return monkeypatch


def test_what_is_not_set_has_its_default(put: pytest.MonkeyPatch) -> None:
    assert env.text(NAME, "a") == "a" and env.integer(NAME, 3) == 3 and env.boolean(NAME, True)
    assert env.words(NAME, "a, b,,") == ["a", "b"] and env.choice(NAME, "x", ("x", "y")) == "x"


@pytest.mark.parametrize(("value", "expected"), [("True", True), ("False", False)])
def test_true_and_false_are_spelt_one_way(put: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    put.setenv(NAME, value)
    assert env.boolean(NAME, not expected) is expected


@pytest.mark.parametrize("value", ["1", "yes", "true", ""])
def test_other_spellings_are_refused_by_name(put: pytest.MonkeyPatch, value: str) -> None:
    put.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}='{value}' must be True or False"):
        env.boolean(NAME, False)


@pytest.mark.parametrize(("value", "words"), [("ten", "whole number"), ("2.5", "whole number"), ("0", "1 or more")])
def test_numbers_are_whole_and_large_enough(put: pytest.MonkeyPatch, value: str, words: str) -> None:
    put.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=words):
        env.integer(NAME, 5, least=1)


def test_a_choice_is_one_of_its_words(put: pytest.MonkeyPatch) -> None:
    put.setenv(NAME, "z")
    with pytest.raises(ImproperlyConfigured, match="one of x, y"):
        env.choice(NAME, "x", ("x", "y"))


def test_a_value_can_lie_in_a_file(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hush\n")
    put.setenv(f"{NAME}_FILE", str(tmp_path / "secret"))
    assert env.text(NAME) == "hush"
    put.setenv(f"{NAME}_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        env.text(NAME)


def test_paths_are_absolute(put: pytest.MonkeyPatch) -> None:
    put.setenv(NAME, "~/films")
    assert env.path(NAME, Path("x")) == Path.home() / "films"


def test_a_database_address_becomes_settings(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put.setenv(NAME, "postgresql://ann:p%40ss@db.example:5433/films?sslmode=require")
    found = env.database(NAME, tmp_path / "x.sqlite3")
    wanted = {"NAME": "films", "USER": "ann", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433"}
    assert {key: found[key] for key in wanted} == wanted and found["OPTIONS"] == {"sslmode": "require"}


def test_without_a_database_address_there_is_sqlite(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = env.database(NAME, tmp_path / "x.sqlite3")
    assert found["NAME"].endswith("x.sqlite3") and "WAL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "films"])
def test_an_odd_database_address_is_refused(put: pytest.MonkeyPatch, tmp_path: Path, url: str) -> None:
    put.setenv(NAME, url)
    with pytest.raises(ImproperlyConfigured, match="must look like postgresql://"):
        env.database(NAME, tmp_path / "x.sqlite3")


def test_a_secret_is_made_once_and_only_its_owner_reads_it(put: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "new" / "key.txt"
    first = env.secret(NAME, file)
    assert len(first) >= 50 and env.secret(NAME, file) == first
    assert file.stat().st_mode & 0o077 == 0 and list(file.parent.iterdir()) == [file]
    put.setenv(NAME, "given")
    assert env.secret(NAME, file) == "given"


def test_a_mail_servers_address_becomes_settings(put: pytest.MonkeyPatch) -> None:
    put.setenv(NAME, "smtp://ann:p%40ss@mail.example")
    found = env.mail(NAME)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_USER"]) == ("mail.example", 587, "ann")
    assert found["EMAIL_HOST_PASSWORD"] == "p@ss" and found["EMAIL_USE_TLS"] and not found["EMAIL_USE_SSL"]
    put.setenv(NAME, "smtps://mail.example")
    found = env.mail(NAME)
    assert found["EMAIL_PORT"] == 465 and found["EMAIL_USE_SSL"] and not found["EMAIL_USE_TLS"]
    put.setenv(NAME, "smtp://localhost:25?starttls=False")
    assert not env.mail(NAME)["EMAIL_USE_TLS"]


def test_mail_goes_to_the_console_or_into_a_folder_where_there_is_no_server(put: pytest.MonkeyPatch) -> None:
    assert env.mail(NAME)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    put.setenv(NAME, "file:///var/mails")
    assert env.mail(NAME)["EMAIL_FILE_PATH"] == "/var/mails"


@pytest.mark.parametrize("url", ["mail.example", "smtp://", "imap://mail.example", "smtp://mail.example?tls=1"])
def test_an_odd_address_of_a_mail_server_is_refused(put: pytest.MonkeyPatch, url: str) -> None:
    put.setenv(NAME, url)
    with pytest.raises(ImproperlyConfigured, match="must look like smtp://"):
        env.mail(NAME)


def test_a_provider_of_sign_in_has_an_id_and_a_secret(put: pytest.MonkeyPatch) -> None:
    assert env.sign_in_providers(NAME) == {}
    put.setenv(NAME, "github,openid_connect")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_GITHUB_ID"):
        env.sign_in_providers(NAME)
    for provider in ("GITHUB", "OPENID_CONNECT"):
        put.setenv(f"{NAME}_{provider}_ID", "id")
        put.setenv(f"{NAME}_{provider}_SECRET", "hush")
    with pytest.raises(ImproperlyConfigured, match="address of the issuer"):
        env.sign_in_providers(NAME)
    put.setenv(f"{NAME}_OPENID_CONNECT_SERVER", "https://id.example/realms/films")
    found = env.sign_in_providers(NAME)
    assert found["github"]["APPS"][0]["secret"] == "hush"
    assert found["github"]["APPS"][0]["settings"] == {"origin": "https://github.com"}
    told = found["openid_connect"]["APPS"][0]["settings"]
    assert told == {"server_url": "https://id.example/realms/films", "origin": "https://id.example"}


def test_where_a_provider_sends_people_has_to_be_known(put: pytest.MonkeyPatch) -> None:
    put.setenv(NAME, "gitlab")
    put.setenv(f"{NAME}_GITLAB_ID", "id")
    put.setenv(f"{NAME}_GITLAB_SECRET", "hush")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}_GITLAB_ORIGIN"):
        env.sign_in_providers(NAME)
    put.setenv(f"{NAME}_GITLAB_ORIGIN", "https://gitlab.example")
    assert env.sign_in_providers(NAME)["gitlab"]["APPS"][0]["settings"]["origin"] == "https://gitlab.example"


def test_forms_may_lead_to_those_origins_alone() -> None:
    assert csp(["https://github.com"])["form-action"] == ["'self'", "https://github.com"]
    assert csp()["form-action"] == ["'self'"]
