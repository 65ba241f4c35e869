"""The commands that measure: pictures to vectors, pictures to garments."""

import json
from pathlib import Path

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from PIL import Image

pytestmark = pytest.mark.usefixtures("fakes")


@pytest.fixture
def album(tmp_path: Path, scene: Image.Image) -> Path:
    """Two pictures of people, and a text that says it is one."""
    folder = tmp_path / "album"
    folder.mkdir()
    scene.save(folder / "b.png")
    scene.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "a.png")
    (folder / "c.jpg").write_text("words")
    return folder


def test_pictures_become_unit_vectors_under_their_names(
    album: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("embed", "--images", str(album), "--out", str(tmp_path / "x.npz"))
    with np.load(tmp_path / "x.npz") as found:
        assert found["names"].tolist() == ["a.png", "b.png"] and found["vectors"].dtype == np.float32
        assert np.allclose(np.linalg.norm(found["vectors"], axis=1), 1, atol=1e-5)
    assert "c.jpg: not a picture" in capsys.readouterr().err


def test_texts_become_vectors_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("red top\n\nblue trousers\n")
    call_command("embed", "--texts", str(tmp_path / "t.txt"), "--out", str(tmp_path / "x.npz"))
    with np.load(tmp_path / "x.npz") as found:
        assert found["names"].tolist() == ["red top", "blue trousers"]
        assert found["vectors"].argmax(axis=1).tolist() == [0, 2]


def test_garments_are_listed_with_boxes_in_parts_of_the_picture(album: Path, tmp_path: Path) -> None:
    call_command("parse_garments", str(album), "--out", str(tmp_path / "g.json"))
    found = json.loads((tmp_path / "g.json").read_text())
    assert found.keys() == {"a.png", "b.png"}
    top = next(garment for garment in found["b.png"] if garment["category"] == "top")
    assert np.allclose(top["box"], [100 / 320, 20 / 180, 80 / 320, 60 / 180], atol=0.01) and 0 < top["score"] <= 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["embed", "--images", "/nowhere"], "/nowhere: there is no such file or folder"),
        (["embed", "--texts", "/nowhere.txt"], "/nowhere.txt: there is no such file"),
        (["parse_garments", "/nowhere"], "/nowhere: there is no such file or folder"),
    ],
)
def test_what_is_not_there_is_named(tmp_path: Path, words: list[str], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        call_command(*words, "--out", str(tmp_path / "x"))
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("command", [["embed", "--images"], ["parse_garments"]])
def test_a_folder_of_no_pictures_is_an_error(tmp_path: Path, command: list[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(CommandError, match="holds no picture"):
        call_command(*command, str(empty), "--out", str(tmp_path / "x"))


@pytest.mark.parametrize("command", [["embed", "--images"], ["parse_garments"]])
def test_pictures_of_which_none_can_be_read_are_an_error(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "c.jpg").write_text("words")
    with pytest.raises(CommandError, match="(Nothing could be embedded|Not one picture)"):
        call_command(*command, str(tmp_path / "c.jpg"), "--out", str(tmp_path / "x"))


def test_pictures_are_classed_by_words_alone(tmp_path: Path) -> None:
    for name, colour in (("a.png", (220, 20, 20)), ("b.png", (20, 20, 220))):
        Image.new("RGB", (60, 60), colour).save(tmp_path / name)
    call_command("classify", str(tmp_path), "--classes", "red/very red, blue", "--out", str(tmp_path / "c.json"))
    found = json.loads((tmp_path / "c.json").read_text())
    assert {name: next(iter(probabilities)) for name, probabilities in found.items()} == {
        "a.png": "red",
        "b.png": "blue",
    }
    assert all(abs(sum(probabilities.values()) - 1) < 0.01 for probabilities in found.values())


@pytest.mark.parametrize("classes", ["", "red", "red/crimson", ",,"])
def test_a_choice_of_one_is_none(album: Path, tmp_path: Path, classes: str) -> None:
    with pytest.raises(CommandError, match="two classes or more"):
        call_command("classify", str(album), "--classes", classes, "--out", str(tmp_path / "c.json"))


def test_right_answers_are_counted_where_labels_are_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, colour in (("a", "red"), ("b", "red"), ("c", "blue")):
        Image.new("RGB", (64, 64), colour).save(tmp_path / f"{name}.png")
    (tmp_path / "labels.csv").write_text("image,label\na,Red\nb,Blue\nc,Not sure\n")
    words = ["classify", str(tmp_path), "--classes", "red,blue", "--out", str(tmp_path / "c.json")]
    call_command(*words, "--labels", str(tmp_path / "labels.csv"))
    assert "1 of 2 right, 0.500" in capsys.readouterr().out


@pytest.mark.parametrize("table", ["name,kind\na,red\n", "image,label\na\n"])
def test_a_table_without_labels_is_an_error(album: Path, tmp_path: Path, table: str) -> None:
    (tmp_path / "labels.csv").write_text(table)
    words = ["classify", str(album), "--classes", "red,blue", "--out", str(tmp_path / "c.json")]
    with pytest.raises(CommandError, match="no CSV with the columns image and label"):
        call_command(*words, "--labels", str(tmp_path / "labels.csv"))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command(*words, "--labels", str(tmp_path / "none.csv"))
