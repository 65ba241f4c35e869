"""Two short episodes in two languages, packaged here and now; run inside the seeded site's own shell."""

import subprocess
from pathlib import Path

import imageio_ffmpeg

from catalog.models import Title
from catalog.services import credit_add, episode_get_or_create, genres_set, show_get_or_create
from catalog.services.extras import extra_create
from playback.models import Video
from playback.services import video_ingest
from tests.films import make_film
from trendflix.jobs.runner import job_run

SECONDS = 14.0
NAMES = ("The Stall", "Last Boat")
ACTRESS = "Tove Lindqvist"


def two_tongues(path: Path) -> Path:
    """A film whose first sound is English and whose second is German."""
    film = make_film(path.with_name("silent.mp4"), seconds=SECONDS, sound=False)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(film)]
    for tone in (440, 660):
        command += ["-f", "lavfi", "-i", f"sine={tone}:d={SECONDS}"]
    command += ["-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "copy", "-c:a", "aac"]
    command += ["-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=deu", str(path)]
    subprocess.run(command, check=True, timeout=60)
    return path


def packaged(title: Title, film: Path) -> None:
    """Give a title its film, ready to play."""
    _video, job = video_ingest(title, film)
    done = job_run(job.pk)
    assert done is not None and done.status == done.Status.DONE, done and done.error


def make(folder: str) -> str:
    """Both episodes, the first with a recap and credits; the slug of the first."""
    film = two_tongues(Path(folder) / "episode.mp4")
    show, _ = show_get_or_create("Island Hours")
    genres_set(show, ["Drama"])
    credit_add(show, ACTRESS, "actor", "The Keeper")
    slugs = []
    for number, name in enumerate(NAMES, 1):
        title, _ = episode_get_or_create(show, 1, number)
        title.name = name
        title.save()
        packaged(title, film)
        slugs.append(title.slug)
    episode_get_or_create(show, 2, 1, "Winter Lamp")  # not filmed yet
    trailer = extra_create(show, Title.Kind.TRAILER, "Island Hours: trailer")
    packaged(trailer, film)
    first = Video.objects.filter(title__slug=slugs[0])
    first.update(recap_start=0.0, recap_end=5.0, credits_start=9.0)
    return slugs[0]
