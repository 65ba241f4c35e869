"""Film files: ingest, packaging, access, watching."""

from django.apps import AppConfig


class PlaybackConfig(AppConfig):
    """The player's side of the house."""

    name = "playback"
    verbose_name = "Playback"

    def ready(self) -> None:
        """Register the system checks."""
        from playback import checks  # noqa: F401 - importing registers them
