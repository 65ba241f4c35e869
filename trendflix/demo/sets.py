"""Where the stories happen: painted grounds, larger than the frame, for the camera to move over."""

import math
from collections.abc import Callable

import cv2
import numpy as np

from trendflix.demo.canvas import Bytes, Floats, as_floats

WIDTH, HEIGHT = 1600, 900
Rgb = tuple[int, int, int]


def sky(top: Rgb, bottom: Rgb) -> Floats:
    """A ground that fades from top to bottom."""
    part = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    ground = as_floats(top) * (1 - part) + as_floats(bottom) * part
    return np.repeat(ground, WIDTH, axis=1)


def box(ground: Floats, left: float, top: float, right: float, bottom: float, colour: Rgb) -> None:
    """A filled rectangle."""
    cv2.rectangle(ground, (int(left), int(top)), (int(right), int(bottom)), colour, -1, cv2.LINE_AA)


def glow(ground: Floats, x: float, y: float, reach: float, colour: Rgb, strength: float) -> None:
    """Light around a lamp, added to what is there."""
    down, across = np.arange(HEIGHT, dtype=np.float32) - y, np.arange(WIDTH, dtype=np.float32) - x
    fades = (np.exp(-(away**2) / (2 * reach**2)) for away in (down, across))
    ground += np.outer(*fades)[..., None] * as_floats(colour) * strength


def street(seed: int = 3) -> Floats:
    """A street at dusk: houses with lit windows, lamps, wet ground."""
    rng = np.random.default_rng(seed)
    ground = sky((38, 32, 66), (196, 106, 96))
    left = -20.0
    while left < WIDTH:
        width, top = rng.uniform(120, 220), rng.uniform(130, 380)
        tone = rng.uniform(0.7, 1.1)
        box(ground, left, top, left + width, 700, (int(40 * tone), int(34 * tone), int(58 * tone)))
        for row in np.arange(top + 30, 640, 62):
            for column in np.arange(left + 20, left + width - 36, 52):
                lit = rng.random() < 0.4
                box(ground, column, row, column + 26, row + 36, (238, 180, 104) if lit else (58, 52, 78))
        left += width + rng.uniform(0, 10)
    box(ground, 0, 690, WIDTH, HEIGHT, (52, 44, 62))
    box(ground, 0, 690, WIDTH, 706, (84, 74, 92))
    for x in (240, 700, 1160, 1540):
        box(ground, x - 4, 330, x + 4, 690, (26, 22, 32))
        glow(ground, x, 325, 110, (255, 190, 120), 0.55)
        glow(ground, x, 780, 150, (200, 130, 90), 0.22)
    return ground


def cafe() -> Floats:
    """Inside a café: a wall of tiles, shelves, hanging lamps, a counter."""
    ground = sky((92, 62, 52), (128, 86, 66))
    for row in range(0, 620, 62):
        cv2.line(ground, (0, row), (WIDTH, row), (104, 70, 58), 2, cv2.LINE_AA)
    for shelf in (210, 330):
        box(ground, 120, shelf, 760, shelf + 12, (62, 38, 30))
        for number, x in enumerate(range(140, 740, 44)):
            tall = 34 + 22 * abs(math.sin(number * 1.7))
            tint = ((196, 150, 104), (92, 116, 104), (168, 88, 66))[number % 3]
            box(ground, x, shelf - tall, x + 24, shelf, tint)
    box(ground, 960, 110, 1460, 520, (44, 54, 84))
    glow(ground, 1210, 300, 190, (90, 120, 190), 0.5)
    for x in (960, 1210, 1460):
        box(ground, x - 5, 110, x + 5, 520, (58, 40, 34))
    box(ground, 950, 310, 1470, 318, (58, 40, 34))
    box(ground, 0, 720, WIDTH, HEIGHT, (70, 46, 38))
    for x in (330, 800, 1270):
        box(ground, x - 2, 0, x + 2, 120, (30, 22, 20))
        glow(ground, x, 140, 120, (255, 206, 140), 0.75)
    return ground


def roof() -> Floats:
    """A roof at night: a moon, far windows, a parapet with lights on a line."""
    rng = np.random.default_rng(9)
    ground = sky((14, 16, 40), (60, 54, 96))
    for _ in range(130):
        star = int(rng.integers(0, WIDTH)), int(rng.integers(0, 420))
        cv2.circle(ground, star, 1, (210, 206, 230), -1, cv2.LINE_AA)
    cv2.circle(ground, (1240, 170), 62, (240, 228, 204), -1, cv2.LINE_AA)
    glow(ground, 1240, 170, 150, (150, 140, 130), 0.6)
    for x in range(0, WIDTH, 74):
        top = 430 + 90 * abs(math.sin(x * 0.013))
        box(ground, x, top, x + 66, 690, (30, 28, 52))
        for row in np.arange(top + 16, 680, 30):
            if rng.random() < 0.5:
                box(ground, x + 14, row, x + 26, row + 12, (222, 176, 110))
    box(ground, 0, 660, WIDTH, 720, (74, 66, 88))
    box(ground, 0, 720, WIDTH, HEIGHT, (50, 46, 66))
    points = [(x, int(236 + 52 * math.sin(x / WIDTH * math.pi * 3) ** 2)) for x in range(0, WIDTH + 40, 40)]
    cv2.polylines(ground, [np.array(points, dtype=np.int32)], False, (26, 24, 34), 3, cv2.LINE_AA)
    for x, y in points[::2]:
        glow(ground, x, y + 8, 24, (255, 200, 120), 0.9)
    return ground


def quay() -> Floats:
    """A quay in the morning: water, a far shore, a rail."""
    ground = sky((150, 190, 208), (236, 206, 174))
    far = [(x, int(400 - 46 * math.sin(x * 0.0052) - 26 * math.sin(x * 0.013))) for x in range(0, WIDTH + 20, 20)]
    cv2.fillPoly(ground, [np.array([(0, 520), *far, (WIDTH, 520)], dtype=np.int32)], (108, 134, 140), cv2.LINE_AA)
    box(ground, 0, 470, WIDTH, 700, (92, 136, 150))
    rng = np.random.default_rng(5)
    for _ in range(170):
        x, y = int(rng.integers(0, WIDTH)), int(rng.integers(480, 695))
        cv2.line(ground, (x, y), (x + int(rng.integers(20, 90)), y), (164, 196, 200), 2, cv2.LINE_AA)
    box(ground, 0, 690, WIDTH, HEIGHT, (150, 134, 120))
    for x in range(0, WIDTH, 110):
        box(ground, x, 560, x + 8, 720, (70, 66, 72))
    box(ground, 0, 560, WIDTH, 570, (70, 66, 72))
    box(ground, 0, 630, WIDTH, 636, (70, 66, 72))
    return ground


SETS: dict[str, Callable[[], Floats]] = {"street": street, "cafe": cafe, "roof": roof, "quay": quay}


def finished(ground: Floats) -> Bytes:
    """The ground as bytes."""
    return np.asarray(np.clip(ground, 0, 255), dtype=np.uint8)
