"""What the demo library holds beside its films: origins, ages, a trailer and collections."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from catalog.models import Collection, Title
from playback.models import Video
from tests.films import make_film
from trendflix.demo import feed, film, library
from trendflix.demo.story import LAST_FERRY
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent


@pytest.mark.django_db
def test_the_demo_films_have_origins_ages_a_trailer_and_two_collections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lengths = iter((LAST_FERRY.seconds, 2.0))
    monkeypatch.setattr(
        film, "write", lambda one, path: make_film(path.with_suffix(".mp4"), seconds=next(lengths)).rename(path)
    )
    monkeypatch.setattr(library, "jpeg", lambda picture: ContentFile(b"jpeg"))
    monkeypatch.setattr(feed, "photo", lambda product, pose=None: Image.new("RGB", (8, 8)))
    ran: list[Job] = []
    for _ in range(2):
        library.seed(tmp_path / "demo", silent, ran.append)
    ferry = Title.objects.get(slug="the-last-ferry")
    assert (ferry.certificate, ferry.minimum_age) == ("FSK 6", 6)
    assert set(ferry.countries.values_list("code", flat=True)) == {"DK", "PT"}
    assert [extra.slug for extra in ferry.extras.filter(kind="trailer", video__isnull=False)] == [
        "the-last-ferry-trailer"
    ]
    assert Video.objects.count() == 3 and [job.kind for job in ran[:4]] == [
        "import_feed",
        "package",
        "package",
        "package",
    ]
    sizes = {collection.name: collection.items.count() for collection in Collection.objects.all()}
    assert sizes == {"Evenings by the water": 1, "Dressed for the weather": 2}
