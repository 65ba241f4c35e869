"""How TMDB is asked."""

import pytest
from pytest_django import Settings

from catalog.tmdb import client
from tests.catalog.tmdb.conftest import MARKET, Tmdb
from trendflix.core.errors import UserError
from trendflix.core.net.requests import FetchError
from trendflix.jobs.errors import Transient


def test_a_film_is_searched_by_name_and_year_in_the_sites_language(tmdb: Tmdb, settings: Settings) -> None:
    settings.LANGUAGE_CODE = "de"
    assert client.search(client.MOVIE, "Night Market", 2020) == [MARKET]
    assert tmdb.query()["query"] == ["Night Market"] and tmdb.query()["primary_release_year"] == ["2020"]
    assert tmdb.query()["language"] == ["de"] and tmdb.query()["api_key"] == ["key"]


def test_an_access_token_goes_into_a_header_and_not_into_the_address(tmdb: Tmdb, settings: Settings) -> None:
    settings.TMDB_KEY = "head.body.sign"
    client.search(client.MOVIE, "Night Market")
    assert tmdb.headers[-1]["Authorization"] == "Bearer head.body.sign" and "sign" not in tmdb.asked[-1]


def test_it_waits_as_long_as_tmdb_asks_for_and_asks_again(tmdb: Tmdb) -> None:
    tmdb.answers["/search/movie"] = []
    tmdb.say("/search/movie", {}, 429, **{"retry-after": "3"})
    tmdb.say("/search/movie", {}, 503)
    tmdb.say("/search/movie", {"results": [MARKET]})
    assert client.search(client.MOVIE, "Night Market") == [MARKET]
    assert tmdb.waited == [3.0, 2.0]


@pytest.mark.parametrize(("status", "after"), [(429, "600"), (500, "")])
def test_what_cannot_be_answered_now_is_tried_again_later(tmdb: Tmdb, status: int, after: str) -> None:
    tmdb.answers["/search/movie"] = []
    tmdb.say("/search/movie", {}, status, **{"retry-after": after})
    with pytest.raises(Transient, match=str(status)):
        client.search(client.MOVIE, "Night Market")
    assert len(tmdb.asked) <= client.TRIES and max(tmdb.waited, default=0.0) <= client.MAX_WAIT


def test_a_host_that_does_not_answer_is_tried_again_later(tmdb: Tmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*args: object, **more: object) -> None:
        raise FetchError("api.themoviedb.org: does not answer (ConnectTimeoutError)")

    monkeypatch.setattr(client, "get", refusing)
    with pytest.raises(Transient, match="does not answer"):
        client.details(client.MOVIE, 501)


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (401, {}, "refuses the key"),
        (404, {}, "no such entry"),
        (200, b"<html>", "answers 200"),
        (200, [], "answers 200"),
    ],
)
def test_refusals_are_said(tmdb: Tmdb, status: int, body: object, told: str) -> None:
    tmdb.answers["/movie/501"] = []
    tmdb.say("/movie/501", body, status)
    with pytest.raises(UserError, match=told):
        client.details(client.MOVIE, 501)
