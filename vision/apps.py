"""Frames to garments to vectors."""

from django.apps import AppConfig


class VisionConfig(AppConfig):
    """The eyes of the house: knows pictures and vectors, never products."""

    name = "vision"
    verbose_name = "Vision"

    def ready(self) -> None:
        """Register the system checks."""
        from vision import checks  # noqa: F401 - importing registers them
