"""How titles are compared."""

import numpy as np
import pytest

from catalog.recommend.content import Content, Described
from catalog.recommend.nearest import FRESH, NEIGHBOURS, nearest
from catalog.recommend.watching import Watching, pairs

NOBODY = Watching(*pairs([], []), 4)


def described(genres: str = "", people: str = "", words: str = "", look: list[float] | None = None) -> Described:
    """A title by words with spaces between them."""
    features = {"genres": genres, "people": people, "words": words}
    vector = None if look is None else np.array(look, dtype=np.float32)
    return Described({kind: dict.fromkeys(text.split(), 1.0) for kind, text in features.items()}, vector)


def test_a_title_is_most_like_the_one_that_shares_most_and_never_itself() -> None:
    titles = [
        described("drama", "ann"),
        described("drama", "ann"),
        described("drama", "bob"),
        described("comedy", "cleo"),
    ]
    scores = Content(titles).scores(0)
    assert scores[0] == 0 and scores[1] > scores[2] > scores[3] == 0


def test_a_rare_person_says_more_than_one_who_is_everywhere() -> None:
    titles = [described(people="ann star"), described(people="ann"), *(described(people="star") for _ in range(20))]
    scores = Content(titles).scores(0)
    assert scores[1] > scores[2] > 0


def test_a_word_that_most_titles_hold_says_nothing() -> None:
    titles = [described(words=f"the w{n}") for n in range(12)]
    assert Content(titles).scores(0).max() == 0


def test_titles_of_one_look_are_alike_and_those_without_one_are_not() -> None:
    looks = [[1.0, 0.1], [1.0, 0.0], [0.0, 1.0], None]
    scores = Content([described(look=look) for look in looks]).scores(0)
    assert scores[1] > 0 and scores[2] == scores[3] == 0


def test_likeness_is_the_same_both_ways() -> None:
    titles = [described("drama crime", "ann bob"), described("drama", "ann"), described("crime", "cleo bob")]
    content = Content(titles)
    both = np.stack([content.scores(n) for n in range(3)])
    assert both == pytest.approx(both.T, abs=1e-6)


def test_titles_that_the_same_people_watched_are_alike_and_one_viewer_proves_little() -> None:
    viewers = [0, 0, 1, 1, 2, 2, 3, 3]
    watching = Watching(*pairs(viewers, [0, 1, 0, 1, 0, 1, 2, 3]), 4)
    assert watching.scores(0)[1] > 2 * watching.scores(2)[3] > 0 and watching.scores(0)[2] == 0
    assert watching.belief(0)[1] > watching.belief(2)[3] > 0


def test_a_pair_that_is_said_twice_counts_once() -> None:
    viewers, titles = pairs([7, 7, 9], [1, 1, 1])
    assert viewers.tolist() == [0, 1] and titles.tolist() == [1, 1]


def test_without_viewers_content_decides_and_nothing_in_common_is_no_neighbour() -> None:
    titles = [described("drama"), described("drama"), described("comedy"), described()]
    found = list(nearest(Content(titles), NOBODY))
    assert [[place for place, _ in one] for one in found] == [[1], [0], [], []]


def test_what_was_watched_together_wins_over_what_is_made_alike() -> None:
    titles = [described("drama", "ann"), described("drama", "ann"), described("comedy", "bob")]
    viewers = [viewer for viewer in range(30) for _ in range(2)] + [30, 31, 32]
    watching = Watching(*pairs(viewers, [0, 2] * 30 + [1, 1, 1]), 3)
    assert next(nearest(Content(titles), watching))[0][0] == 2


def test_a_title_that_nobody_watched_is_found_by_what_it_is_made_of() -> None:
    count = NEIGHBOURS + 20
    titles = [described("drama", "ann")] * count + [described("drama", "ann")]
    viewers = [viewer for viewer in range(8) for _ in range(count)]
    watching = Watching(*pairs(viewers, list(range(count)) * 8), count + 1)
    found = next(nearest(Content(titles), watching))
    assert count in [place for place, _ in found] and len(found) <= NEIGHBOURS
    assert len(found) > NEIGHBOURS - FRESH


def test_an_empty_library_has_no_neighbours() -> None:
    assert list(nearest(Content([]), Watching(*pairs([], []), 0))) == []
