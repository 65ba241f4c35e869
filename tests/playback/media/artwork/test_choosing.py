"""Frames chosen from a film."""

from pathlib import Path

import pytest

from playback.media.artwork import choosing
from playback.media.artwork.boxes import Area, around
from playback.media.artwork.choosing import CANDIDATES, candidates, people_at, people_score
from playback.media.artwork.reading import frame_at, key_frames
from tests.playback.media.artwork.drawn import film_of, plain, view, with_text
from trendflix.core.errors import UserError


def silent(part: float) -> None:
    """Progress that nobody looks at."""


def test_black_and_subtitled_frames_come_after_all_others(tmp_path: Path) -> None:
    frames = [
        plain(0),
        *(view(n) if n % 2 else with_text(view(n), "A line that was burnt in", 0.9) for n in range(1, 11)),
    ]
    film = film_of(tmp_path / "film.mp4", [*frames, plain(0)])
    found = candidates(film, 24.0, {}, silent)
    assert len(found) == 10 and not any(one.time in (0.0, 22.0) for one in found)
    assert [one.has_subtitles for one in found] == [False] * 5 + [True] * 5
    assert {round(one.time / 2) % 2 for one in found[:5]} == {1}


def test_frames_of_one_view_stand_behind_different_ones(tmp_path: Path) -> None:
    film = film_of(tmp_path / "film.mp4", [view(1), view(1), view(1), view(2), view(3)])
    found = candidates(film, 10.0, {}, silent)
    assert {round(one.time / 2) for one in found[:3]} >= {3, 4} and len(found) == 4


def test_twelve_are_kept_of_a_long_film(tmp_path: Path) -> None:
    film = film_of(tmp_path / "film.mp4", [view(n) for n in range(30)])
    found = candidates(film, 60.0, {}, silent)
    times = sorted(one.time for one in found)
    assert len(found) == CANDIDATES and all(1.2 <= time <= 54 for time in times)


def test_where_people_are_known_to_be_a_frame_is_better(tmp_path: Path) -> None:
    film = film_of(tmp_path / "film.mp4", [view(n) for n in range(6)])
    people = {6.02: [Area(0.6, 0.1, 0.3, 0.8), Area(0.1, 0.2, 0.2, 0.7)]}
    best = candidates(film, 12.0, people, silent)[0]
    assert best.time == 6.0 and not best.is_faces
    assert best.people is not None and best.people.as_list() == [0.1, 0.1, 0.8, 0.8]


def test_a_film_that_is_black_throughout_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="No frame of the film shows anything"):
        candidates(film_of(tmp_path / "film.mp4", [plain(0), plain(8)]), 4.0, {}, silent)


def test_what_is_no_film_says_so(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"words")
    with pytest.raises(UserError, match="its frames cannot be read"):
        candidates(tmp_path / "film.mp4", 4.0, {}, silent)


def test_a_long_film_is_looked_at_in_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = film_of(tmp_path / "film.mp4", [view(n) for n in range(12)])
    assert [time for time, _ in key_frames(film, 24.0)] == [2.0 * n for n in range(12)]
    monkeypatch.setattr("playback.media.artwork.reading.MAX_LOOKED_AT", 4)
    assert [time for time, _ in key_frames(film, 24.0)] == [0.0, 6.0, 12.0, 18.0]


def test_the_frame_at_a_time_is_the_one_on_show_then(tmp_path: Path) -> None:
    film = film_of(tmp_path / "film.mp4", [plain(40), plain(120), plain(200)])
    assert [round(float(frame_at(film, time).mean()), -1) for time in (0.0, 2.0, 3.5, 4.0)] == [40, 120, 120, 200]


def test_people_are_those_found_nearest_in_time_and_none_too_far_away() -> None:
    people = {1.0: [Area(0, 0, 0.1, 0.1)], 3.0: [Area(0.5, 0, 0.1, 0.1)]}
    assert people_at(people, 2.4) == people[3.0] and people_at(people, 4.2) == people_at({}, 1.0) == []


def test_larger_people_count_more_up_to_a_limit() -> None:
    small, large, larger = (people_score([Area(0, 0, side, side)]) for side in (0.1, 0.4, 0.9))
    assert 0 == people_score([]) < small < large < larger == 1.0
    assert around([]) is None and choosing.MAX_PEOPLE > 1
