"""Words that tests of the panel's layout share: where things lie, in pixels of the window."""

from typing import Any

from playwright.sync_api import Locator, Page, Route

CONTROLS = (".vjs-control-bar", ".vjs-progress-control", ".strip", ".top a", ".top h1", ".top p")
"""What of the player lies on the picture."""
MANY = 12
AT_EDGES = (3, 297)
"""Middles in three-hundredths of the picture's height: at its upper edge and at its lower one."""


def rect(locator: Locator) -> dict[str, float]:
    """Where a thing lies: left, top, right, bottom."""
    box = locator.bounding_box()
    assert box is not None
    return {
        "left": box["x"],
        "top": box["y"],
        "right": box["x"] + box["width"],
        "bottom": box["y"] + box["height"],
    }


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two places share more than an edge."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 1 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1


def timeline_with(page: Page, change: Any) -> None:
    """Let the page have its timeline as ``change`` leaves it."""

    def answer(route: Route) -> None:
        sent = route.fetch().json()
        change(sent)
        route.fulfill(json=sent)

    page.route("**/timeline/**", answer)


def many_products(sent: dict[str, Any]) -> None:
    """Every garment has twelve products."""
    for garment in sent["garments"]:
        garment[4] = [number % len(sent["products"]) for number in range(MANY)]


def at_the_edges(sent: dict[str, Any]) -> None:
    """Two tall garments are always there, their middles at the upper edge of the picture and at the lower."""
    for garment, y in zip(sent["garments"], AT_EDGES, strict=False):
        garment[5] = [[0, 4000, 0, 150, y, 10, 200]]
