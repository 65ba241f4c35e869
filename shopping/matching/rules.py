"""What a garment's matches follow from beside its vector and the products."""

import hashlib

from django.conf import settings

from shopping.matching.plausible import MIN_CHANCE, SAME_CATEGORY
from shopping.matching.ranking import states

STATE_VERSION = 3
"""Raise when the same garments and products get other matches by a change of the code."""


def rules_of(model: str) -> str:
    """Names the rules: 16 characters. They differ when another ranking was learnt."""
    learnt = sorted((name, state["made"]) for name, state in states().items() if state["used"])
    known = (STATE_VERSION, model, settings.MATCHES_PER_GARMENT, SAME_CATEGORY, MIN_CHANCE, learnt)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]
