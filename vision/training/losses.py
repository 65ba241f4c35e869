"""What the dual encoder is rewarded for: views of one garment together, true words beside it, false ones away."""

import torch
from torch import Tensor

IMAGE_TEMPERATURE, TEXT_TEMPERATURE = 0.08, 0.05


def image_loss(vectors: Tensor, identity: Tensor) -> Tensor:
    """Supervised contrast (Khosla et al. 2020): rows of one identity are right answers to each other.

    Unit vectors (n, d) and a number each; a row that is alone in its identity is only a wrong answer to others.
    """
    scores = vectors @ vectors.T / IMAGE_TEMPERATURE
    own = torch.eye(len(vectors), dtype=torch.bool, device=vectors.device)
    right = ((identity[:, None] == identity[None]) & ~own).float()
    probabilities = scores.masked_fill(own, float("-inf")).log_softmax(1).masked_fill(own, 0.0)
    answered = right.sum(1)
    return -((probabilities * right).sum(1) / answered.clamp_min(1)).sum() / (answered > 0).sum().clamp_min(1)


def text_loss(words: Tensor, vectors: Tensor, true: Tensor) -> Tensor:
    """Contrast both ways between texts (rows) and pictures (columns); pairs that are NaN in ``true`` do not count."""
    return (naming_loss(words, vectors, true) + naming_loss(vectors, words, true.T)) / 2


def naming_loss(asked: Tensor, answers: Tensor, true: Tensor) -> Tensor:
    """Cross-entropy of the right answers (columns) to what is asked (rows), shared evenly where there are several.

    Unit vectors (n, d) and (m, d); ``true`` (n, m) is 1, 0, or NaN where a pair does not count. Rows without a right
    answer teach nothing.
    """
    unknown = true.isnan()
    scores = (asked @ answers.T / TEXT_TEMPERATURE).masked_fill(unknown, float("-inf"))
    right = true.nan_to_num(0.0)
    known = right.sum(1) > 0
    if not known.any():
        return scores.new_zeros(())
    probabilities = scores[known].log_softmax(1).masked_fill(unknown[known], 0.0)
    return -((probabilities * right[known]).sum(1) / right[known].sum(1)).mean()
