"""Which browser of this machine can be driven."""

import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The best first: without windows a third less CPU is used for the same pages."""


def chromium() -> str | None:
    """Path of a Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)
