"""The bench of recommendations, on a small population of another seed."""

import pytest

from trendflix.bench import recommend


def test_ours_beats_popularity_clearly_and_finds_cold_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recommend, "SEED", 20)
    monkeypatch.setattr(recommend, "TITLES", 600)
    monkeypatch.setattr(recommend, "VIEWERS", 300)
    monkeypatch.setattr(recommend, "THEMES", 20)
    figures = recommend.measure()
    assert figures["recommend_to_popularity"] > 1.5
    assert figures["recommend_recall_ideal"] > figures["recommend_recall_ours"] > figures["recommend_recall_random"]
    assert figures["recommend_recall_cold_ours"] > 2 * figures["recommend_recall_cold_random"]
