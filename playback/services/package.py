"""Makes HLS out of a film: scratch folder, one ffmpeg run, rename, then the row."""

import hashlib
import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

from playback import ffmpeg, ladder
from playback.models import Video
from trendflix.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

FORMAT = 4
"""Raise when the packaging itself changes; films are then packaged anew."""
SLOWEST = 60.0
"""Time limit as a multiple of the film's length, on top of ten minutes."""
STILL_WIDTH = 1280


def video_package_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Package the film ``job.subject_id``; does nothing where the same packaging is there already."""
    video = Video.objects.filter(pk=job.subject_id).first()
    if video is None or not video.source:
        raise UserError(f"Film {job.subject_id} has no file any more.")
    rungs = ladder.ladder(video.width, video.height)
    key = package_key(video, rungs)
    folder = video.folder / "hls" / key
    if not (folder / "master.m3u8").exists():
        _package(video, rungs, folder, progress)
    if video.package_key != key:
        renditions = [asdict(rung) for rung in rungs]
        Video.objects.filter(pk=video.pk, sha256=video.sha256).update(package_key=key, renditions=renditions)
    _sweep(video.folder, folder)
    return {"key": key, "renditions": len(rungs), "seconds": round(video.duration, 3)}


def package_key(video: Video, rungs: list[ladder.Rendition]) -> str:
    """Names a packaging by the file and all that shapes the result."""
    shape = [
        FORMAT,
        video.sha256,
        [asdict(rung) for rung in rungs],
        ladder.SEGMENT_SECONDS,
        ladder.KEY_FRAME_SECONDS,
    ]
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()[:16]


def _package(video: Video, rungs: list[ladder.Rendition], folder: Path, progress: Progress) -> None:
    scratch = folder.with_name(f".{folder.name}")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    source = Path(video.source.path)
    command = ladder.hls_command(
        ffmpeg.binary(), source, scratch, rungs, has_audio=video.has_audio, seconds=video.duration
    )
    limit = 600 + SLOWEST * video.duration
    progress("packaging", 0.0)
    ffmpeg.run(command, video.duration, lambda part: progress("packaging", part), limit=limit)
    _still(source, scratch, video.duration)
    shutil.rmtree(folder, ignore_errors=True)
    scratch.rename(folder)


def _still(source: Path, folder: Path, duration: float) -> None:
    """One frame from a third of the film, for cards of titles without a picture of their own."""
    command = [ffmpeg.binary(), "-hide_banner", "-nostdin", "-y", "-loglevel", "error"]
    command += ["-protocol_whitelist", "file,pipe", "-ss", f"{duration / 3:.3f}", "-i", f"file:{source}"]
    command += [
        "-frames:v",
        "1",
        "-vf",
        f"scale='min({STILL_WIDTH},iw)':-2",
        "-q:v",
        "3",
        f"{folder}/still.jpg",
    ]
    ffmpeg.run(command, duration, lambda part: None, limit=120)


def _sweep(home: Path, keep: Path) -> None:
    """Remove older packagings and files, and what dead workers left."""
    for old in (home / "hls").iterdir():
        if old != keep:
            shutil.rmtree(old, ignore_errors=True)
