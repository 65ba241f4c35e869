"""Which browser of this machine can be driven."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Path of a Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)
