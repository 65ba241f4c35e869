"""The demo films: shots, who stands where, how the camera moves. Times in seconds, places in parts of the frame."""

from dataclasses import dataclass

WIDTH, HEIGHT, RATE = 1280, 720, 24


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in a shot: where their feet are (x, y in parts of the frame), how tall, and how they move."""

    who: str
    x: float
    y: float
    height: float
    walk: float = 0.0
    """Parts of the frame that they walk to the right a second; below zero to the left."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One shot: a set, its length, the camera's way over the set (from, to: x, y, zoom), and the roles."""

    name: str
    seconds: float
    place: str
    camera: tuple[tuple[float, float, float], tuple[float, float, float]]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Film:
    """A film of the demo library."""

    slug: str
    name: str
    shots: tuple[Shot, ...]
    chord: tuple[float, ...]
    lines: tuple[tuple[float, float, str], ...] = ()

    @property
    def seconds(self) -> float:
        """Its length."""
        return sum(shot.seconds for shot in self.shots)


LAST_FERRY = Film(
    "the-last-ferry",
    "The Last Ferry",
    (
        Shot("dusk", 8, "street", ((0.1, 0.5, 1.0), (0.9, 0.5, 1.0)), (Role("ines", 0.42, 0.97, 0.84, 0.012),)),
        Shot("counter", 8, "cafe", ((0.5, 0.5, 1.0), (0.5, 0.5, 1.1)),
             (Role("maya", 0.32, 1.02, 0.9), Role("tove", 0.68, 1.02, 0.86))),
        Shot("roof", 8, "roof", ((0.9, 0.4, 1.0), (0.2, 0.4, 1.0)), (Role("tove", 0.5, 0.98, 0.8, -0.01),)),
        Shot("close", 7, "quay", ((0.2, 0.6, 1.0), (0.6, 0.6, 1.0)), (Role("ines", 0.5, 1.5, 1.34),)),
        Shot("quay", 9, "quay", ((0.8, 0.5, 1.0), (0.1, 0.5, 1.0)),
             (Role("ines", 0.24, 0.96, 0.74), Role("maya", 0.52, 0.97, 0.74), Role("tove", 0.79, 0.96, 0.7))),
    ),
    (146.83, 174.61, 220.0, 329.63),
    (
        (0.8, 3.6, "The last ferry leaves at nine."),
        (4.2, 7.4, "I had the coat, the ticket, and no plan."),
        (9.0, 12.2, "You could have told us you were going."),
        (12.6, 15.4, "I thought you would talk me out of it."),
        (17.2, 20.6, "From up here you can see the whole crossing."),
        (25.0, 28.6, "So I waited."),
        (32.4, 37.6, "And then we all went."),
    ),
)  # fmt: skip

NIGHT_MARKET = Film(
    "night-market",
    "Night Market",
    (
        Shot("lamps", 6, "street", ((0.8, 0.5, 1.08), (0.3, 0.5, 1.08)), (Role("maya", 0.5, 0.98, 0.84, -0.012),)),
        Shot("stairs", 6, "roof", ((0.1, 0.4, 1.0), (0.5, 0.4, 1.05)),
             (Role("ines", 0.34, 0.98, 0.8), Role("tove", 0.66, 0.98, 0.76))),
    ),
    (196.0, 246.94, 293.66),
    ((1.0, 4.6, "Everything is cheaper after midnight."),),
)  # fmt: skip
FILMS = (LAST_FERRY, NIGHT_MARKET)
