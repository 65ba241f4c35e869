"""Artwork from TMDB."""

import io
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from catalog.models import Title
from catalog.services.provenance import fields_lock
from catalog.tmdb import client
from playback.library.fetching import artwork_fetch_job
from playback.models import Artwork
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pictures(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """TMDB has every picture but one."""
    settings.TMDB_KEY = "key"

    def picture(path: str, size: str) -> bytes:
        if "absent" in path:
            raise UserError("TMDB answers 404 for a picture.")
        out = io.BytesIO()
        Image.new("RGB", (2_000, 3_000), "teal").save(out, "JPEG")
        return out.getvalue()

    monkeypatch.setattr(client, "picture", picture)


def fetch(title: Title, **paths: str) -> dict[str, list[str]]:
    return artwork_fetch_job(Job(kind="artwork_fetch", subject_id=title.pk, parameters=paths), silent)


def test_pictures_are_written_anew_no_larger_than_they_are_shown(title: Title) -> None:
    assert fetch(title, poster="/a.jpg", backdrop="/absent.jpg") == {
        "made": ["poster"],
        "notes": ["TMDB answers 404 for a picture."],
    }
    title.refresh_from_db()
    with Image.open(Path(title.poster.path)) as poster:
        assert poster.size == (1_000, 1_500) and poster.format == "JPEG"
    assert title.provenance == {"poster": "tmdb"}


def test_a_picture_cut_from_the_film_makes_room_and_a_persons_does_not(title: Title) -> None:
    Title.objects.filter(pk=title.pk).update(poster="public/posters/cut.jpg", backdrop="public/backdrops/mine.jpg")
    Artwork.objects.create(title=title, shape="poster", name="public/posters/cut.jpg", time=1.0)
    assert fetch(title, poster="/a.jpg", backdrop="/b.jpg")["made"] == ["poster"]
    fields_lock(title, ["poster"])
    assert fetch(title, poster="/a.jpg")["made"] == []
