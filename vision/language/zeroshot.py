"""Zero-shot classification by prompt ensembles (Radford et al. 2021, CLIP, section 3.1.4).

A question has answers, each put in several words and frames; the unit vectors of all ways to say an answer are
averaged, and a picture's cosines with them, times the model's scale, are its logits.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vision.language.categories import group_of
from vision.language.vocabulary import PATTERNED, PATTERNS, zero_shot_kinds
from vision.protocols import Embedder
from vision.types import FloatArray
from vision.vectors import unit

FRAMES = ("{}", "a {}", "a photo of a {}", "somebody wears a {}", "a {}, a piece of clothing")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, its answers with the words for each, and from which chance on an answer is believed."""

    name: str
    answers: Mapping[str, Sequence[str]]
    least: float = 0.5


KINDS = zero_shot_kinds()
SURE_OF_KIND = 0.95
"""Chance from which a kind is named; a garment of no sure kind is called by its category."""
AGREED_KIND, SURE_OF_CATEGORY = 0.9, 0.9
"""The same where it is known how likely the category is, and how likely that has to be: neighbours are mixed up."""


def questions_for(category: str, chance: float | None = None) -> list[Question]:
    """What can sensibly be asked of a garment of a category; ``chance`` (0..1) says how likely that is, if known."""
    least = SURE_OF_KIND if chance is None else AGREED_KIND
    is_sure = chance is None or chance >= SURE_OF_CATEGORY
    asked = [Question("kind", KINDS[category], least)] if category in KINDS and is_sure else []
    return [*asked, Question("pattern", PATTERNS, 0.8)] if group_of(category) in PATTERNED else asked


class ZeroShotClassifier:
    """Zero-shot classifier with one model; the words of each question are embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._lock = threading.Lock()
        self._known: dict[tuple[tuple[str, ...], ...], FloatArray] = {}

    def probabilities(self, vectors: FloatArray, question: Question) -> FloatArray:
        """Chances (n, answers) of unit vectors (n, d), in the question's order; rows sum to one."""
        logits = self._embedder.scale * (vectors @ self._matrix(question).T)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)

    def answer(self, vector: FloatArray, question: Question) -> str:
        """The likeliest answer, or ``""`` where none is likely enough."""
        probabilities = self.probabilities(vector[None], question)[0]
        best = int(probabilities.argmax())
        return list(question.answers)[best] if probabilities[best] >= question.least else ""

    def attributes(self, vector: FloatArray, category: str, chance: float | None = None) -> dict[str, str]:
        """What can be said of a garment beyond its category, which it is of by ``chance``, and its colour."""
        answers = {question.name: self.answer(vector, question) for question in questions_for(category, chance)}
        return {name: answer for name, answer in answers.items() if answer}

    def _matrix(self, question: Question) -> FloatArray:
        key = tuple(tuple(words) for words in question.answers.values())
        with self._lock:
            if key not in self._known:
                self._known[key] = np.stack([self._mean(words) for words in key])
            return self._known[key]

    def _mean(self, words: Sequence[str]) -> FloatArray:
        texts = [frame.format(word) for word in words for frame in FRAMES]
        return unit(self._embedder.embed_texts(texts).mean(axis=0))
