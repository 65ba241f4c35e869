"""Writes films: ingest, packaging, subtitles, progress."""

from playback.services.files import video_sweep_job
from playback.services.ingest import video_ingest
from playback.services.package import video_package_job
from playback.services.progress import progress_save
from playback.services.subtitles import subtitle_add

__all__ = ["progress_save", "subtitle_add", "video_ingest", "video_package_job", "video_sweep_job"]
