"""Answers of TMDB in the shape that its documentation gives, made up; nothing goes to the network."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from catalog.tmdb import client
from trendflix.core.net.requests import Answer

MARKET = {
    "id": 501,
    "title": "Night Market",
    "original_title": "Mercado da Noite",
    "release_date": "2020-05-01",
    "overview": "Stalls, rain, a coat.",
    "poster_path": "/market.jpg",
    "backdrop_path": "/market-wide.jpg",
}
DETAILS: dict[str, Any] = {
    **MARKET,
    "tagline": "Open till dawn",
    "runtime": 95,
    "imdb_id": "tt0123456",
    "genres": [{"id": 18, "name": "Drama"}],
    "production_countries": [{"iso_3166_1": "PT", "name": "Portugal"}],
    "spoken_languages": [{"iso_639_1": "pt", "name": "Português"}],
    "belongs_to_collection": {"id": 9, "name": "Market Collection"},
    "release_dates": {
        "results": [
            {"iso_3166_1": "DE", "release_dates": [{"certification": "12", "type": 3}]},
            {
                "iso_3166_1": "US",
                "release_dates": [{"certification": "", "type": 1}, {"certification": "PG-13", "type": 3}],
            },
        ]
    },
    "credits": {
        "cast": [
            {"name": "Ben Moss", "character": "Guard", "order": 1},
            {"name": "Ines Carvalho", "character": "Ines", "order": 0},
        ],
        "crew": [
            {"name": "Rui Alves", "job": "Director"},
            {"name": "Ana Reis", "job": "Costume Design"},
            {"name": "Ana Reis", "job": "Catering"},
        ],
    },
    "external_ids": {"imdb_id": "tt0123456"},
}


HARBOUR: dict[str, Any] = {"id": 77, "name": "Harbour", "original_name": "Harbour", "first_air_date": "2019-01-04"}
SEASON = {
    "episodes": [
        {"episode_number": 1, "name": "Fog", "overview": "A boat is late.", "still_path": "/fog.jpg"},
        {"episode_number": 2, "name": "Salt", "overview": "Somebody knew.", "still_path": None},
        {"episode_number": 3, "name": "Tide", "overview": "", "still_path": "/tide.jpg"},
    ]
}


class Tmdb:
    """Answers by path; ``asked`` are the addresses, in order."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.waited: list[float] = []
        self.answers: dict[str, list[Answer]] = {}

    def say(self, path: str, body: Any, status: int = 200, **headers: str) -> None:
        """What a path answers next; the last answer stays."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answers.setdefault(path, []).append(Answer(status, headers, data))

    def get(self, url: str, headers: dict[str, str], *, max_bytes: int) -> Answer:
        """In place of the network."""
        self.asked.append(url)
        self.headers.append(headers)
        path = urlsplit(url).path.removeprefix("/3")
        known = self.answers.get(path) or [Answer(404, {}, b"{}")]
        return known.pop(0) if len(known) > 1 else known[0]

    def query(self, number: int = -1) -> dict[str, list[str]]:
        """The query of a request."""
        return parse_qs(urlsplit(self.asked[number]).query)


@pytest.fixture
def tmdb(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tmdb]:
    """TMDB with a film and a show, and a key for it."""
    settings.TMDB_KEY = "key"
    fake = Tmdb()
    fake.say("/search/movie", {"results": [MARKET]})
    fake.say("/movie/501", DETAILS)
    fake.say("/search/tv", {"results": [HARBOUR]})
    fake.say("/tv/77", HARBOUR)
    fake.say("/tv/77/season/1", SEASON)
    monkeypatch.setattr(client, "get", fake.get)
    monkeypatch.setattr("catalog.tmdb.client.time.sleep", fake.waited.append)
    yield fake
