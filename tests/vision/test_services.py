"""What was seen becomes rows, once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from catalog.models import Title
from playback.models import Video
from playback.services import video_ingest, video_package_job
from tests.fakes import FakeEmbedder, FakeParser
from tests.films import make_film
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from vision.film import checkpoints
from vision.film.analysis import FoundGarment, Reading
from vision.film.appearances import AppearanceSpan
from vision.film.checkpoints import Checkpoint, State
from vision.film.shots import Shot
from vision.garbage import states_collect
from vision.models import Analysis, Garment
from vision.nets import runtime
from vision.services import analysis_replace, state_path, video_analyse_job
from vision.types import Box
from vision.vectors import unpack

pytestmark = pytest.mark.django_db
STAMPS = {"key": "k1", "model": "fake-embedder", "parser": "fake-parser"}


@pytest.fixture
def eyes() -> Iterator[None]:
    """Fakes for models."""
    with runtime.use(parser=FakeParser(), embedder=FakeEmbedder()):
        yield


@pytest.fixture
def video(tmp_path: Path) -> Video:
    """A packaged film: red, then blue."""
    made, _ = video_ingest(Title.objects.create(name="Reel", slug="reel"), make_film(tmp_path / "film.mp4"))
    video_package_job(Job(kind="package", subject_id=made.pk), lambda stage, part: None)
    made.refresh_from_db()
    return made


def analyse(video: Video) -> dict[str, object]:
    """Run the handler."""
    return video_analyse_job(Job(kind="analyse", subject_id=video.pk), lambda stage, part: None)


def test_a_film_is_read_to_garments_with_cut_outs(eyes: None, video: Video) -> None:
    result = analyse(video)
    assert (result["garments"], result["shots"]) == (2, 2)
    red, blue = Garment.objects.all()
    assert (red.category, red.attributes, blue.category) == ("top", {"colour": "red"}, "trousers")
    assert red.cutout_path.is_file() and unpack(red.vector).shape == (4,)
    span = red.appearances.get()
    assert span.start == 0.0 and span.end == pytest.approx(1.5, abs=0.1)
    assert span.boxes[0].keys() == {"t", "x", "y", "w", "h"}


def test_reading_again_with_the_same_models_changes_nothing(eyes: None, video: Video) -> None:
    analyse(video)
    before = list(Garment.objects.values_list("pk", flat=True)), Analysis.objects.get().created
    analyse(video)
    assert (list(Garment.objects.values_list("pk", flat=True)), Analysis.objects.get().created) == before


def test_pictures_that_went_missing_are_made_again(eyes: None, video: Video) -> None:
    analyse(video)
    picture = Garment.objects.all()[0].cutout_path
    for file in picture.parent.iterdir():
        file.unlink()
    picture.parent.rmdir()
    analyse(video)
    assert picture.is_file()


def test_a_film_that_is_not_packaged_cannot_be_read() -> None:
    bare = Video.objects.create(title=Title.objects.create(name="Bare", slug="bare"))
    with pytest.raises(UserError, match="not packaged"):
        analyse(bare)


def found(category: str, box: Box, at: float = 0.0) -> FoundGarment:
    """A garment as a reading holds it."""
    vector = np.array([1, 0, 0, 0], np.float32)
    return FoundGarment(category, 0.9, vector, {}, None, at, [AppearanceSpan(at, at + 2, [(at, box)])])  # type: ignore[arg-type]


def keep(video: Video, *garments: FoundGarment) -> list[int]:
    """Replace the film's reading; the garments' rows."""
    analysis_replace(video, Reading([Shot(0, 4)], list(garments), 2), STAMPS)
    return list(Garment.objects.order_by("first_seen", "pk").values_list("pk", flat=True))


def test_a_garment_that_was_known_keeps_its_row() -> None:
    video = Video.objects.create(title=Title.objects.create(name="R", slug="r"), duration=4)
    first = found("top", Box(0.1, 0.1, 0.3, 0.3))
    [row] = keep(video, first)
    moved = replace(first, category="outerwear", appearances=[AppearanceSpan(0, 2, [(0.0, Box(0.12, 0.1, 0.3, 0.3))])])
    assert keep(video, moved) == [row]
    assert Garment.objects.get().category == "outerwear"


def test_a_garment_that_is_gone_goes_and_another_gets_a_row_of_its_own() -> None:
    video = Video.objects.create(title=Title.objects.create(name="R", slug="r"), duration=4)
    [row] = keep(video, found("top", Box(0.1, 0.1, 0.3, 0.3)))
    [other] = keep(video, found("shoes", Box(0.1, 0.1, 0.3, 0.3)))
    assert row != other


def test_no_state_of_an_analysis_is_left_once_it_is_stored(
    eyes: None, video: Video, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "EVERY_SECONDS", 0.0)
    saved: list[State] = []
    save = Checkpoint.save

    def noted(self: Checkpoint, state: State) -> None:
        saved.append(state)
        save(self, state)

    monkeypatch.setattr(Checkpoint, "save", noted)
    analyse(video)
    assert saved and state_path(video.pk).parent.is_dir() and not state_path(video.pk).exists()


def test_a_state_that_no_job_goes_on_with_is_garbage(data_folder: Path) -> None:
    for pk in (1, 2):
        Checkpoint(state_path(pk), "key").save(State(1.0, [], [], [], 1, 0))
    Job.objects.create(kind="analyse", subject_id=1, status=Job.Status.RUNNING)
    assert list(states_collect()) == [state_path(2)]
