"""How much of a garment a colour must cover, which shade, and what its neighbours in name are worth: in numbers."""

import threading
from itertools import permutations

import numpy as np
import pytest

from tests.vision.language.test_colour_names import palette
from vision.colours import ciede2000, lab
from vision.language import colour_names
from vision.language.colour_names import (
    BASIC,
    NAMES,
    SECOND_CHOICE,
    SECOND_FROM,
    SHARPNESS,
    PaletteColour,
    basics_of,
    chances,
    fit,
    names_of,
    palette_from_json,
    palette_json,
    remember,
)
from vision.types import FloatArray

RED, NAVY, WHITE, GREEN = "d42a2a", "16223f", "ffffff", "2f7a3c"
PLACE = {name.name: place for place, name in enumerate(NAMES)}


def only(name: str) -> FloatArray:
    """Chances of a colour that has one name for certain."""
    row: FloatArray = np.eye(len(NAMES), dtype=np.float32)[PLACE[name]]
    return row


@pytest.fixture
def certain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Colours whose ``a`` is the place of their name have that name for certain."""
    monkeypatch.setattr(colour_names, "_remembered", lambda colour: only(NAMES[int(colour.a)].name))


def covered(*parts: tuple[str, float], lightness: float = 50) -> tuple[PaletteColour, ...]:
    """A palette of certain colours."""
    return tuple(PaletteColour(lightness, PLACE[name], 0, share) for name, share in parts)


@pytest.mark.usefixtures("certain")
@pytest.mark.parametrize(
    ("parts", "asked", "expected"),
    [
        ([("red", 1.0)], "red", 1.0),
        ([("red", 0.5), ("white", 0.5)], "red", 1.0),  # half a garment answers in full
        ([("red", 0.25), ("white", 0.75)], "red", 0.5),
        ([("red", 0.1), ("burgundy", 0.1)], "red", 0.4),  # fine names of one basic name add up
        ([("burgundy", 1.0)], "red", 1.0),
        ([("burgundy", 0.2)], "red", 0.4),
        ([("red", 0.4)], "burgundy", 0.24),  # a relative: three tenths
        ([("burgundy", 0.4)], "burgundy", 0.8),  # itself, and not itself and three tenths
        ([("coral", 0.5)], "pink", 1.0),
        ([("coral", 0.5)], "red", SECOND_CHOICE),  # people may call it so
        ([("coral", 0.5)], "orange", SECOND_CHOICE),
        ([("pink", 0.5)], "coral", 0.3),
        ([("orange", 0.5)], "coral", 0.0),  # a relative by the first choice alone
        ([("rust", 0.5)], "coral", 0.0),
        ([("teal", 0.5)], "blue", SECOND_CHOICE),
        ([("teal", 0.5)], "turquoise", 0.3),
        ([("grey", 1.0)], "black", 0.0),
        ([("charcoal", 0.5)], "black", SECOND_CHOICE),
        ([("silver", 0.5)], "charcoal", 0.3),
    ],
)
def test_a_garment_answers_a_colour_by_how_much_of_it_is_covered(
    parts: list[tuple[str, float]], asked: str, expected: float
) -> None:
    assert fit(covered(*parts), asked) == pytest.approx(expected, abs=1e-6)


@pytest.mark.usefixtures("certain")
@pytest.mark.parametrize(
    ("lightness", "shade", "factor"),
    [
        (50, 1, 1.0), (50, -1, 1.0), (80, 1, 1.0), (80, -1, 0.6), (68, -1, 0.7), (35, 1, 0.75), (20, 1, 0.6),
        (20, -1, 1.0), (0, 1, 0.6), (100, -1, 0.6), (5, 0, 1.0), (95, 0, 1.0),
    ],
)  # fmt: skip
def test_the_wrong_shade_is_worth_less_by_its_distance_and_never_less_than_the_worst(
    lightness: float, shade: int, factor: float
) -> None:
    assert fit(covered(("green", 0.5), lightness=lightness), "green", shade) == pytest.approx(factor)
    small = covered(("green", 0.1), lightness=lightness)
    assert fit(small, "green", shade) == pytest.approx(0.2 * factor)


@pytest.mark.usefixtures("certain")
def test_only_the_parts_that_answer_say_how_light_it_is() -> None:
    dark, light = covered(("green", 0.3), lightness=20), covered(("white", 0.7), lightness=100)
    assert fit(dark + light, "green", -1) == fit(light + dark, "green", -1) == pytest.approx(0.6)
    mixed = dark + covered(("green", 0.6), lightness=80)
    assert fit(mixed, "green", -1) == pytest.approx((0.3 + 0.6 * 0.6) / 0.9)


def test_a_chance_falls_to_a_third_with_each_step_of_distance() -> None:
    colours = lab(np.array([[200, 60, 50], [20, 30, 60]]))
    for row, colour in zip(chances(colours), colours, strict=True):
        nearest = [
            min(float(ciede2000(colour, lab(np.array([list(bytes.fromhex(one))])))[0]) for one in name.examples)
            for name in NAMES
        ]
        first, *_, last = np.argsort(nearest)
        assert np.array_equal(np.argsort(row)[::-1][:3], np.argsort(nearest)[:3])
        assert np.log(row[first] / row[last]) == pytest.approx((nearest[last] - nearest[first]) / SHARPNESS, rel=1e-3)


def test_far_from_every_name_there_still_is_one_and_no_chance_is_no_number() -> None:
    rows = chances(np.array([[50, 300, -300], [0, 0, 0], [100, 0, 0]], dtype=np.float32))
    assert np.isfinite(rows).all() and rows.sum(axis=1) == pytest.approx(1)
    assert [NAMES[place].name for place in rows[1:].argmax(axis=1)] == ["black", "white"]


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ([(WHITE, 1 - SECOND_FROM), (RED, SECOND_FROM)], ["white", "red"]),
        ([(WHITE, 0.79), (RED, 0.21)], ["white"]),
        ([(WHITE, 0.5), (RED, 0.25), (NAVY, 0.25)], ["white", "red"]),  # two names at most, of equals the first
        ([(WHITE, 0.34), (RED, 0.33), (NAVY, 0.33)], ["white", "red"]),
        ([(RED, 0.1)], ["red"]),  # the first whatever it covers
        ([(RED, 0.2), (GREEN, 0.19)], ["red"]),
        ([(RED, 0.12), (WHITE, 0.76), ("e03036", 0.12)], ["white", "red"]),  # two reds are a fair part together
        ([("4a4b4e", 1.0)], ["grey"]),  # a fine name is called by its first basic one
        ([("f07a6a", 1.0)], ["pink"]),
        ([("f7f2e6", 0.5), (WHITE, 0.5)], ["white"]),
    ],
)
def test_a_garment_is_called_by_what_covers_most_and_a_fair_second(
    parts: list[tuple[str, float]], names: list[str]
) -> None:
    assert names_of(palette(*parts)) == names


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_a_palette_does_not_change_what_it_is_called_or_answers(order: tuple[int, ...]) -> None:
    parts = [(WHITE, 0.5), (RED, 0.3), (NAVY, 0.2)]
    shown = palette(*(parts[place] for place in order))
    assert names_of(shown) == ["white", "red"]
    assert fit(shown, "blue") == pytest.approx(fit(palette(*parts), "blue"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("grey", ("grey", "beige", "green")),  # itself first, then in the order of the names
        ("teal", ("teal",)),
        ("coral", ("pink", "orange", "red")),
        ("red", ("red", "orange", "pink")),
        ("white", ("white", "beige")),
        ("khaki", ("green", "beige")),
        ("", ()),
        ("Red", ()),
    ],
)
def test_a_colour_is_looked_for_under_every_name_that_it_may_have(name: str, found: tuple[str, ...]) -> None:
    assert basics_of(name) == found


def test_every_name_has_examples_and_every_basic_name_is_a_name_too() -> None:
    assert set(BASIC) <= set(PLACE) and len(PLACE) == len(NAMES)
    examples = [example for name in NAMES for example in name.examples]
    assert len(set(examples)) == len(examples), "a colour with two names"
    assert all(set(name.basic) <= set(BASIC) and len(set(name.basic)) == len(name.basic) for name in NAMES)


def test_colours_nearer_than_can_be_measured_are_remembered_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[tuple[int, int, int], np.ndarray] = {}
    monkeypatch.setattr(colour_names, "_known", known)
    remember([(PaletteColour(50.4, 10.2, -3.9, 0.5), PaletteColour(49.6, 9.8, -4.1, 0.5)), ()])
    assert list(known) == [(50, 10, -4)]
    remember([(PaletteColour(52.9, 10, -4, 1.0),)])
    assert sorted(known) == [(50, 10, -4), (52, 10, -4)]
    kept = known[50, 10, -4]
    remember([(PaletteColour(50, 10, -4, 1.0),)])
    assert known[50, 10, -4] is kept, "worked out once"


def test_nothing_to_remember_forgets_nothing_and_what_is_known_takes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[tuple[int, int, int], np.ndarray] = {}
    monkeypatch.setattr(colour_names, "_known", known)
    monkeypatch.setattr(colour_names, "MAX_REMEMBERED", 2)
    pair = palette((RED, 0.5), (NAVY, 0.5))
    for _ in range(3):
        remember([pair, pair, ()])
    assert len(known) == 2
    remember([palette((GREEN, 1.0))])
    assert len(known) == 1, "full: all are forgotten, and the new one kept"


def test_many_threads_that_forget_and_ask_get_the_same_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colour_names, "_known", {})
    monkeypatch.setattr(colour_names, "MAX_REMEMBERED", 3)
    shown = [palette((f"{16 * step:02x}2030", 1.0)) for step in range(1, 8)]
    expected = [fit(one, "red") for one in shown]
    found: list[list[float]] = []

    def ask(start: int) -> None:
        for number in range(12):
            remember([shown[(start + number) % 7]])
        found.append([fit(one, "red") for one in shown])

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 4 and all(one == pytest.approx(expected) for one in found)


def test_a_row_keeps_tenths_of_a_colour_and_thousandths_of_its_share() -> None:
    kept = palette_json((PaletteColour(50.06, -3.14159, 0.04, 0.33349), PaletteColour(1, 2, 3, 1)))
    assert kept == [[50.1, -3.1, 0.0, 0.333], [1, 2, 3, 1]]
    assert palette_json(palette_from_json(kept)) == kept and palette_from_json([]) == ()
