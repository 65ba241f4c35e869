"""The models' stamps are known without loading the models."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.fakes import FakeEmbedder, FakeParser
from vision import stamps
from vision.images.product_image import CODE
from vision.nets import runtime


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fakes in the place of loading; what was loaded, in order."""
    done: list[str] = []
    monkeypatch.setattr(runtime, "_parser", None)
    monkeypatch.setattr(runtime, "_embedder", None)

    def parser(name: str) -> FakeParser:
        done.append("parser")
        return FakeParser()

    def embedder(name: str) -> FakeEmbedder:
        done.append("embedder")
        return FakeEmbedder()

    monkeypatch.setattr(runtime, "_load_parser", parser)
    monkeypatch.setattr(runtime, "_load_embedder", embedder)
    return done


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in another process."""
    monkeypatch.setattr(runtime, "_parser", None)
    monkeypatch.setattr(runtime, "_embedder", None)


def test_models_are_loaded_once_to_know_their_stamps(loads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    first = stamps.current()
    assert (first.embedder, first.pictures) == ("fake-embedder", f"fake-embedder+fake-parser+{CODE}")
    forget(monkeypatch)
    assert stamps.current() == first and sorted(loads) == ["embedder", "parser"]


def test_another_setting_or_file_asks_the_models_again(
    loads: list[str], monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    stamps.current()
    folder = tmp_path / "clip"
    folder.mkdir()
    settings.CLIP_MODEL = str(folder)
    forget(monkeypatch)
    stamps.current()
    (folder / "model.safetensors").write_bytes(b"new")
    forget(monkeypatch)
    stamps.current()
    assert len(loads) == 6


def test_a_note_that_cannot_be_read_is_no_note(
    loads: list[str], monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    (data_folder / "models.json").write_text('{"signature": ')
    assert stamps.current().embedder == "fake-embedder" and loads


def test_models_in_the_place_of_others_are_not_noted(loads: list[str], data_folder: Path) -> None:
    with runtime.use(parser=FakeParser(), embedder=FakeEmbedder()):
        assert stamps.current().embedder == "fake-embedder"
    assert not (data_folder / "models.json").exists()
