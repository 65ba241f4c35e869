"""System checks of playback."""

from typing import Any

from django.core.checks import CheckMessage, Error, register


@register("playback")
def check_ffmpeg(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """playback.E001: there is an ffmpeg to package films with."""
    import imageio_ffmpeg

    try:
        imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError:
        hint = "Install imageio-ffmpeg's wheel for this platform, or name a binary in IMAGEIO_FFMPEG_EXE."
        return [Error("No ffmpeg was found; films cannot be packaged.", hint=hint, id="playback.E001")]
    return []
