"""Put a film into the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import MAX_NAME
from playback.models import Video
from playback.names import readable
from playback.services import subtitle_add
from playback.services.adding import Wanted, film_add
from playback.services.ingest import film_read
from playback.services.subtitles import subtitle_text
from trendflix.console import Reporter
from trendflix.errors import UserError
from trendflix.jobs.models import Job


class Command(BaseCommand):
    """``manage.py add_title FILM``: the admin's upload, for scripts."""

    help = "Add a film or an episode; --wait also packages, analyses and matches it here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stable options."""
        parser.add_argument("film", type=Path)
        parser.add_argument("--title", default="", help="the film's or the episode's name; default: from the file")
        parser.add_argument("--year", type=int)
        parser.add_argument("--show", default="", help="the show that this is an episode of")
        parser.add_argument("--season", type=int)
        parser.add_argument("--episode", type=int)
        parser.add_argument("--subtitles", type=Path, help="a .vtt, .srt, .ass or .ssa file")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="take the place of the film that a title of this name has; without it, another file of a name that "
            "is taken becomes a second title, and of an episode it is refused",
        )
        parser.add_argument("--wait", action="store_true", help="do all the work here and now")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add, then wait if asked to."""
        reporter = Reporter()
        try:
            report = self._add(options, reporter)
        except UserError as error:
            reporter.finish()
            raise CommandError(str(error)) from error
        reporter.finish()
        self.stdout.write(json.dumps(report) if options["json"] else sentence(report))

    def _add(self, options: dict[str, Any], reporter: Reporter) -> dict[str, Any]:
        wanted = _wanted(options)
        wanted.check()
        film = film_read(options["film"], str(options["film"]), reporter)
        track = _subtitles(options["subtitles"])
        added = film_add(wanted, film, reporter)
        if track is not None:
            subtitle_add(added.video, track, readable(options["subtitles"].name))
        jobs = [added.job]
        if options["wait"]:
            from trendflix.pipeline import run_or_raise

            jobs = run_or_raise(added.job, reporter, film.name)
        return _report(Video.objects.select_related("title").get(pk=added.video.pk), jobs, added.note)


def _wanted(options: dict[str, Any]) -> Wanted:
    """The options as text that can be stored; a name taken from the file is cut where it is too long."""
    show, name = readable(options["show"]), readable(options["title"])
    if options["show"] and not show or options["title"] and not name:
        raise UserError("A title needs a name.")
    if not name and not show:
        name = readable(options["film"].stem.replace("_", " ").replace(".", " ")).title()[:MAX_NAME] or "Film"
    return Wanted(name, options["year"], show, options["season"], options["episode"], options["replace"])


def _subtitles(path: Path | None) -> bytes | None:
    if path is None:
        return None
    if not path.is_file():
        raise UserError(f"{readable(str(path))}: there is no such file.")
    data = path.read_bytes()
    subtitle_text(data, readable(path.name))
    return data


def _report(video: Video, jobs: list[Job], note: str) -> dict[str, Any]:
    results = {job.kind: job.result for job in jobs}
    return {
        "slug": video.title.slug,
        "video": video.pk,
        "duration": round(video.duration, 3),
        "renditions": len(video.renditions),
        "garments": results.get("analyse", {}).get("garments"),
        "matches": results.get("match", {}).get("matches"),
        "status": jobs[-1].status,
        "note": note,
    }


def sentence(report: dict[str, Any]) -> str:
    """The report for a person."""
    words = f"{report['slug']}: queued; a worker packages, analyses and matches it."
    if report["garments"] is not None:
        words = (
            f"{report['slug']}: {report['duration']:.1f} s in {report['renditions']} renditions, "
            f"{report['garments']} garments, {report['matches'] or 0} matches."
        )
    return f"{words}\n{report['note']}" if report["note"] else words
