"""Which renditions are made."""

import pytest

from playback.media.ladder import HEIGHTS, Plan, Rendition, ladder, plan_of


def sides(width: int, height: int, plan: Plan | None = None) -> list[int]:
    """The shorter sides of the rungs."""
    return [min(rung.width, rung.height) for rung in ladder(width, height, plan)]


def test_the_ladder_starts_at_240_and_ends_at_the_source() -> None:
    assert sides(1280, 720) == [240, 360, 480, 720]
    assert sides(1920, 1080) == [240, 360, 480, 720, 1080]
    assert sides(768, 432) == [240, 360, 432]


@pytest.mark.parametrize("size", [(400, 300), (160, 90), (1919, 803), (7680, 4320), (720, 1280), (17, 16)])
def test_nothing_is_made_larger(size: tuple[int, int]) -> None:
    assert all(rung.width <= size[0] and rung.height <= size[1] for rung in ladder(*size))


def test_a_source_below_the_lowest_rung_is_one_rung() -> None:
    assert ladder(160, 90) == [Rendition(160, 90, 400)]


def test_a_large_source_gets_six_rungs_with_the_lowest_and_the_highest() -> None:
    assert sides(3840, 2160) == [240, 360, 480, 720, 1080, 2160]
    assert len(sides(7680, 4320)) == 6 and sides(7680, 4320)[-1] == 4320


@pytest.mark.parametrize("size", [(9000, 6000), (9000, 300), (300, 9000), (12000, 9000)])
def test_a_photograph_beyond_what_h264_can_hold_is_made_smaller(size: tuple[int, int]) -> None:
    top = ladder(*size)[-1]
    assert min(top.width, top.height) <= 4320 and max(top.width, top.height) <= 8192
    assert top.width / top.height == pytest.approx(size[0] / size[1], rel=0.03)


@pytest.mark.parametrize("size", [(639, 481), (853, 479), (1919, 803)])
def test_odd_sizes_become_even(size: tuple[int, int]) -> None:
    assert all(rung.width % 2 == 0 and rung.height % 2 == 0 for rung in ladder(*size))


def test_a_portrait_film_is_measured_by_its_shorter_side_and_keeps_its_shape() -> None:
    assert sides(720, 1280) == [240, 360, 480, 720]
    assert ladder(720, 1280)[0] == Rendition(240, 426, 400) and ladder(720, 1280)[-1] == Rendition(720, 1280, 2800)


def test_a_plan_names_the_highest_rung() -> None:
    assert sides(1920, 1080, Plan(highest=480)) == [240, 360, 480]
    assert sides(640, 360, Plan(highest=1080)) == [240, 360]


def test_a_small_film_may_use_fewer_bits() -> None:
    assert ladder(1280, 720, Plan(quality="small"))[-1].kbits < ladder(1280, 720)[-1].kbits


@pytest.mark.parametrize(
    "words", [{}, {"highest": "x"}, {"highest": 333}, {"quality": "-preset evil"}, {"highest": None, "quality": ""}]
)
def test_a_plan_knows_no_other_words(words: dict[str, object]) -> None:
    assert plan_of(words) == Plan()


def test_what_a_row_keeps_is_the_plan_again() -> None:
    plan = Plan(highest=max(HEIGHTS), quality="fast")
    assert plan_of(plan.as_json()) == plan
