"""Names of measured colours, and how well colours answer a name."""

import numpy as np
import pytest

from vision.colours import lab
from vision.language import colour_names
from vision.language.colour_names import (
    BASIC,
    NAMES,
    Palette,
    basics_of,
    chances,
    fit,
    names_of,
    palette_from_json,
    palette_json,
    remember,
)


def palette(*colours: tuple[str, float]) -> Palette:
    """Colours in hexadecimal sRGB with their shares."""
    places = lab(np.array([list(bytes.fromhex(rgb)) for rgb, _ in colours]))
    return palette_from_json([*map(float, place), share] for place, (_, share) in zip(places, colours, strict=True))


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name.name)
def test_every_example_of_a_name_is_called_by_it(name: colour_names.ColourName) -> None:
    rows = chances(lab(np.array([list(bytes.fromhex(example)) for example in name.examples])))
    assert {NAMES[place].name for place in rows.argmax(axis=1)} == {name.name}
    assert rows.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize(
    ("rgb", "expected"),
    [
        ("1e7b78", "teal"), ("f2c9d3", "pink"), ("fafaf8", "white"), ("d8c9ab", "beige"), ("22304c", "blue"),
        ("b0dcc8", "green"), ("7d1f30", "red"), ("8a8b8d", "grey"), ("17171a", "black"), ("b49ee0", "purple"),
    ],
)  # fmt: skip
def test_pale_and_dark_colours_are_not_called_grey_or_black(rgb: str, expected: str) -> None:
    assert names_of(palette((rgb, 1.0))) == [expected]


def test_a_second_colour_is_named_where_it_covers_a_fair_part() -> None:
    assert names_of(palette(("ffffff", 0.6), ("2456b0", 0.4))) == ["white", "blue"]
    assert names_of(palette(("ffffff", 0.9), ("2456b0", 0.1))) == ["white"]


def test_two_shades_of_one_name_are_one_colour() -> None:
    assert names_of(palette(("ffffff", 0.4), ("16223f", 0.3), ("3a6fc4", 0.3))) == ["blue", "white"]


def test_no_palette_has_no_name_and_answers_nothing() -> None:
    assert names_of(()) == [] and fit((), "red") == 0


def test_a_navy_coat_answers_navy_best_then_blue_and_never_red() -> None:
    navy, sky = palette(("1c2a4e", 1.0)), palette(("a0c0dc", 1.0))
    assert fit(navy, "navy") > 0.9 and fit(navy, "blue") > 0.9
    assert fit(sky, "navy") < 0.7 < fit(sky, "blue") and fit(navy, "red") < 0.05


def test_a_teal_dress_answers_blue_and_green_a_little_less_than_teal() -> None:
    teal = palette(("1f7a7a", 1.0))
    assert fit(teal, "teal") > 0.9 and fit(teal, "blue") > 0.5 and fit(teal, "green") > 0.5
    assert fit(teal, "purple") < 0.1


def test_dark_and_light_shades_are_told_apart() -> None:
    dark, light = palette(("1c4428", 1.0)), palette(("a8d8c8", 1.0))
    assert fit(dark, "green", -1) > fit(light, "green", -1)
    assert fit(light, "green", 1) > fit(dark, "green", 1)


def test_an_unknown_name_is_an_error_and_has_no_basic_names() -> None:
    with pytest.raises(KeyError):
        fit(palette(("ffffff", 1.0)), "fjord")
    assert basics_of("fjord") == ()


def test_garments_are_found_under_every_name_that_a_colour_may_have() -> None:
    assert basics_of("navy") == ("blue",) and set(basics_of("blue")) == {"blue", "teal"}
    assert all(name in basics_of(name) for name in BASIC)


def test_a_palette_is_kept_and_read_back() -> None:
    kept = palette_json(palette(("c01824", 0.75)))
    (colour,) = palette_from_json(kept)
    assert colour.share == 0.75 and names_of((colour,)) == ["red"]


def test_remembered_colours_answer_as_new_ones_and_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    red = palette(("c01824", 1.0))
    before = fit(red, "red")
    monkeypatch.setattr(colour_names, "_known", {})
    monkeypatch.setattr(colour_names, "MAX_REMEMBERED", 3)
    for step in range(9):
        remember([palette((f"{20 * step:02x}0000", 1.0)), red])
        assert len(colour_names._known) <= 3
    assert fit(red, "red") == pytest.approx(before)
