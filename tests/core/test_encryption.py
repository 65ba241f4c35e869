"""What is stored encrypted."""

import pytest
from pytest_django import Settings

from trendflix.core.encryption import decrypt, encrypt
from trendflix.core.errors import UserError


def test_what_is_encrypted_is_read_again_and_is_not_in_the_token() -> None:
    token = encrypt("user:pässword", "feeds")
    assert decrypt(token, "feeds") == "user:pässword"
    assert "pässword" not in token and token != encrypt("user:pässword", "feeds")


def test_another_purpose_or_another_key_reads_nothing(settings: Settings) -> None:
    token = encrypt("secret", "feeds")
    with pytest.raises(UserError, match="enter it again"):
        decrypt(token, "mail")
    settings.SECRET_KEY = "another"
    with pytest.raises(UserError, match="SECRET_KEY"):
        decrypt(token, "feeds")


def test_a_key_that_was_replaced_still_reads(settings: Settings) -> None:
    token, before = encrypt("secret", "feeds"), settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [before]
    assert decrypt(token, "feeds") == "secret"


def test_an_altered_token_is_refused() -> None:
    token = encrypt("secret", "feeds")
    with pytest.raises(UserError):
        decrypt(token[:-4] + "AAA=", "feeds")
