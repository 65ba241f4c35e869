"""Image–text matching (Radford et al. 2021, CLIP): whether a text fits a picture, against a set of other texts.

A cosine alone says little, since some pictures are near to all words. So the words are compared with a fixed set of
plain statements, every kind in every colour: how many standard deviations above their mean cosine the words lie.
"""

import itertools
import threading
from collections.abc import Sequence

import numpy as np

from vision.colours import SHADES
from vision.language.vocabulary import STATEMENT_NOUNS
from vision.protocols import Embedder
from vision.types import FloatArray


class AgreementScorer:
    """Scores the agreement of texts and pictures with one model."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._statements: FloatArray | None = None

    def agreement(self, vectors: FloatArray, texts: Sequence[str]) -> FloatArray:
        """For unit picture vectors (n, d) and a text each: standard deviations (n,) above other statements."""
        if not len(texts):
            return np.zeros(0, dtype=np.float32)
        others = vectors @ self._others().T
        own = np.einsum("nd,nd->n", vectors, self._embedder.embed_texts([text.lower() for text in texts]))
        spread = np.maximum(others.std(axis=1), 1e-6)
        return np.asarray((own - others.mean(axis=1)) / spread, dtype=np.float32)

    def _others(self) -> FloatArray:
        with self._lock:
            if self._statements is None:
                said = [f"a {colour} {thing}" for colour, thing in itertools.product(SHADES, STATEMENT_NOUNS)]
                self._statements = self._embedder.embed_texts(said)
            return self._statements
