"""Files of imports that went live: each feed's last few are kept, so that one of them can be imported again."""

import os
import shutil
import time
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext

from shopping.models import Feed, FeedRun
from trendflix.core.errors import UserError
from trendflix.core.folders import replacing

FOLDER, TOLD = "feeds/kept", "feeds/told"
GRACE_SECONDS = 3_600.0


def kept_folder(feed_id: int) -> Path:
    """Where the files of a feed's earlier imports lie."""
    return Path(settings.MEDIA_ROOT) / FOLDER / str(feed_id)


def told_path(feed_id: int) -> Path:
    """Where what a feed's live file said lies, so that the same file need not be read again."""
    return Path(settings.MEDIA_ROOT) / TOLD / f"{feed_id}.jsonl"


def source_keep(feed_id: int, path: Path, digest: str, *, is_ours: bool) -> str:
    """Keep a file under its SHA-256; its path below the media folder.

    A file of ours is never written to again, so a second name for it is enough; any other is copied.
    """
    target = kept_folder(feed_id) / f"{digest[:32]}{''.join(path.suffixes[-2:])[:20].lower()}"
    if not target.exists():
        copy_to(path, target, is_ours=is_ours)
    return str(target.relative_to(settings.MEDIA_ROOT))


def copy_to(path: Path, target: Path, *, is_ours: bool) -> None:
    """Give a file a second name, or copy it where it is not ours or lies on another disk."""
    with replacing(target) as scratch:
        try:
            if not is_ours:
                raise OSError
            os.link(path, scratch)
        except OSError:
            shutil.copyfile(path, scratch)


def kept_path(run: FeedRun) -> Path:
    """The kept file of a run. Raises ``UserError`` where it is not kept any more."""
    path = Path(settings.MEDIA_ROOT) / run.kept
    if not run.kept or not path.is_file():
        raise UserError(gettext("%(name)s: the file of this run is no longer kept.") % {"name": run.feed.name})
    return path


def kept_sweep(feed: Feed) -> None:
    """Remove the kept files of a feed but those of its newest ``FEED_KEEP`` imports and of the one that is live."""
    runs = FeedRun.objects.filter(feed=feed).exclude(kept="")
    wanted = list(dict.fromkeys(runs.order_by("-id").values_list("kept", flat=True)))[: settings.FEED_KEEP + 1]
    wanted += runs.filter(pk=feed.live_run_id or 0).values_list("kept", flat=True)
    out = runs.exclude(kept__in=wanted)
    gone, stays = (set(map(os.path.basename, names)) for names in (out.values_list("kept", flat=True), wanted))
    out.update(kept="")
    folder = kept_folder(feed.pk)
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in stays and (path.name in gone or not _is_young(path)):
            path.unlink(missing_ok=True)


def _is_young(path: Path) -> bool:
    """Whether an import beside this one may still be about to note a file."""
    try:
        return time.time() - path.stat().st_ctime < GRACE_SECONDS
    except FileNotFoundError:
        return True


def kept_remove(feed_id: int) -> None:
    """Remove all that is kept of a feed."""
    told_path(feed_id).unlink(missing_ok=True)
    shutil.rmtree(kept_folder(feed_id), ignore_errors=True)
