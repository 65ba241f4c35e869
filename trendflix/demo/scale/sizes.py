"""How much a scale site holds."""

from dataclasses import dataclass

SHOW_EVERY = 40
"""Of the titles to browse, one in so many is a show."""
SEASONS, EPISODES = 2, 8
PEOPLE_PER_TITLE = 2.5
CREDITS_PER_TITLE = 6
GARMENTS_PER_FILM = 40
APPEARANCES_PER_GARMENT = 2
MATCHES_PER_GARMENT = 12
VARIANTS_PER_STYLE = 3
FEEDS = 20
POSITIONS_PER_VIEWER = 250
SAVED_PER_VIEWER = 20
CLICKS_PER_VIEWER = 25
WATCHLIST_PER_VIEWER = 15
RATINGS_PER_VIEWER = 50
COLLECTIONS_PER_TITLE = 100
"""One collection for so many titles."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """``titles`` counts films and shows, episodes come on top; ``films`` of them are analysed."""

    titles: int = 20_000
    films: int = 1_000
    products: int = 100_000
    viewers: int = 2_000
    seed: int = 1
    dimensions: int = 640

    @property
    def shows(self) -> int:
        """Shows among the titles."""
        return self.titles // SHOW_EVERY

    @property
    def people(self) -> int:
        """People in the credits."""
        return int(self.titles * PEOPLE_PER_TITLE)

    @property
    def analysed(self) -> int:
        """Films with garments; never more than there are films."""
        return min(self.films, self.titles - self.shows)

    @property
    def styles(self) -> int:
        """Products that are not variants of another."""
        return -(-self.products // VARIANTS_PER_STYLE)
