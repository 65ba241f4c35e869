"""A part that was split off a garment gets a vector and a cut-out of its own, and is matched by them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from PIL import Image

from catalog.models import Title
from playback.models import Video
from tests.fakes import FakeEmbedder, FakeParser
from tests.vision.edits.made import BOXES, VECTOR, garment, read_again
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.site import pipeline
from vision.edits.looking import garment_look_job, parts_unseen
from vision.edits.services import edit_undo, garment_split
from vision.models import Analysis, Garment
from vision.nets import runtime
from vision.vectors import unpack

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def eyes() -> Iterator[None]:
    """Fakes for models."""
    with runtime.use(parser=FakeParser(), embedder=FakeEmbedder()):
        yield


@pytest.fixture
def part(carol: User, monkeypatch: pytest.MonkeyPatch) -> Garment:
    """The later half of a top, which is green on its frame."""
    video = Video.objects.create(
        title=Title.objects.create(name="Reel", slug="reel"),
        duration=20.0,
        package_key="k",
        renditions=[{"width": 640, "height": 360}],
    )
    known = Analysis.objects.create(video=video, key="k", model="one", parser="p")
    top = garment(known, "top", [(0.0, 4.0), (10.0, 14.0)], BOXES["body"], person=1)
    frame = Image.new("RGB", (320, 180), (20, 210, 20))
    monkeypatch.setattr("vision.film.frames.frame_at", lambda film, t: frame)
    edit = garment_split(top, [top.appearances.get(start=10.0).pk], carol)
    edit.refresh_from_db()
    assert edit.garment is not None
    return edit.garment


def look(pk: int) -> dict[str, Any]:
    """Run the job."""
    return garment_look_job(Job(kind="look_again", subject_id=pk), lambda stage, done: None)


def test_a_part_is_looked_at_on_its_own_frame(part: Garment) -> None:
    video = part.analysis.video
    assert parts_unseen(video) == [part.pk] and list(unpack(part.vector)) == list(VECTOR)
    assert look(part.pk) == {"video": video.pk}
    part.refresh_from_db()
    assert part.model == "fake-embedder" and unpack(part.vector).argmax() == 1
    with Image.open(part.cutout_path) as picture:
        assert max(picture.size) <= 400
    assert parts_unseen(video) == []


def test_after_another_analysis_the_part_is_looked_at_again(part: Garment) -> None:
    look(part.pk)
    video = part.analysis.video
    read_again(video, model="another", shift=0.37, off=0.02)
    asked = list(pipeline._match(Job(kind="analyse", subject_id=video.pk)))
    assert [kind for kind, _, _ in asked] == ["artwork", "match", "look_again"]
    assert list(pipeline._match_part(Job(result={"video": video.pk}))) == [("match", video.pk, {})]


def test_a_part_that_was_put_back_is_gone(part: Garment) -> None:
    edit_undo(part.edits.get())
    with pytest.raises(UserError, match="is gone"):
        look(part.pk)
