"""What a feed says of a product's colour and what was measured of it, weighed as two witnesses."""

from functools import lru_cache

from shopping.search.stems import split
from vision.language.colour_names import Palette, basics_of, fit
from vision.language.colour_words import ColourWord, colours_in

SAID = 0.6
"""Weight of a field from which the feed is taken to say the colour; a description may speak of something else."""
SEEN_BESIDE = 0.2
"""What the measured colour counts where the feed says the colour: it puts the true ones first."""
SEEN_ALONE = 0.9
"""What it counts where the feed says no colour that anybody knows."""
SEEN_AGAINST = 0.5
"""What it counts where the feed says another colour."""


def colour_weight(said: float, feed_colour: str, asked: ColourWord, palette: Palette) -> float:
    """How well (0..1) a product answers a colour: ``said`` is the weight of the field that names it, 0 for none."""
    seen = fit(palette, asked.name, asked.shade)
    if said >= SAID:
        return (1 - SEEN_BESIDE) * said + SEEN_BESIDE * seen
    return max(said, (SEEN_AGAINST if says_another(feed_colour, asked.name) else SEEN_ALONE) * seen)


@lru_cache(maxsize=10_000)
def says_another(feed_colour: str, name: str) -> bool:
    """Whether a feed's colour is a known one, and none that ``name`` may stand for."""
    known = {basic for span in colours_in(split(feed_colour)) for basic in basics_of(span.colour.name)[:1]}
    return bool(known) and known.isdisjoint(basics_of(name))
