"""Whether a text fits a picture: how far its cosine stands out from those of plain statements."""

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

from tests.fakes import FakeEmbedder
from vision.colours import SHADES
from vision.language.agreement import AgreementScorer
from vision.language.vocabulary import STATEMENT_NOUNS
from vision.types import FloatArray
from vision.vectors import unit


class Noting(FakeEmbedder):
    """Notes what is embedded."""

    def __init__(self) -> None:
        self.asked: list[Sequence[str]] = []

    def embed_texts(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors (n, 4)."""
        self.asked.append(texts)
        return super().embed_texts(texts)


PICTURES = unit(np.array([[1, 0, 0, 0.1], [0, 0, 1, 0.1], [0.4, 0.4, 0.4, 0.1]], dtype=np.float32))


def test_agreement_is_in_standard_deviations_above_other_statements() -> None:
    embedder = Noting()
    texts = ["Red coat", "red coat", "green hat"]
    found = AgreementScorer(embedder).agreement(PICTURES, texts)
    said = [f"a {colour} {thing}" for colour, thing in itertools.product(SHADES, STATEMENT_NOUNS)]
    for vector, text, agreement in zip(PICTURES, texts, found, strict=True):
        others = FakeEmbedder().embed_texts(said) @ vector
        own = float(FakeEmbedder().embed_texts([text.lower()])[0] @ vector)
        assert agreement == pytest.approx((own - others.mean()) / others.std(), abs=1e-3)
    assert found[0] > 1.0 > found[1]


def test_statements_are_embedded_once_and_nothing_is_asked_of_nothing() -> None:
    embedder = Noting()
    scorer = AgreementScorer(embedder)
    assert scorer.agreement(PICTURES[:0], []).shape == (0,) and embedder.asked == []
    for _ in range(3):
        scorer.agreement(PICTURES[:1], ["A RED COAT"])
    assert [len(texts) for texts in embedder.asked].count(len(SHADES) * len(STATEMENT_NOUNS)) == 1
    assert embedder.asked[-1] == ["a red coat"]


def test_where_all_statements_are_as_near_nothing_is_divided_by_nothing() -> None:
    found = AgreementScorer(FakeEmbedder()).agreement(np.zeros((1, 4), dtype=np.float32), ["red coat"])
    assert found.tolist() == [0.0]
