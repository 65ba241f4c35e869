"""Put a film into the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import Title
from catalog.services import episode_get_or_create, film_get_or_create, show_get_or_create
from playback.models import Video
from playback.selectors import film_notes
from playback.services import subtitle_add, video_ingest
from playback.services.ingest import film_probe
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
        film: Path = options["film"]
        if not film.is_file():
            raise UserError(f"{film}: there is no such file.")
        film_probe(film, film.name)  # before a title is made for a file that cannot be used
        track = _subtitles(options["subtitles"])
        title = _title(options)
        video, job = video_ingest(title, film, progress=reporter)
        if track is not None:
            subtitle_add(video, track, options["subtitles"].name)
        jobs = [job]
        if options["wait"]:
            from trendflix.pipeline import run_to_end

            jobs = run_to_end(job, reporter)
            failed = next((job for job in jobs if job.status != Job.Status.DONE), None)
            if failed is not None:
                raise UserError(f"{film.name}: {failed.kind} {failed.status}: {failed.error or 'no reason given'}")
        return _report(title, Video.objects.get(pk=video.pk), jobs)


def _subtitles(path: Path | None) -> bytes | None:
    if path is None:
        return None
    if not path.is_file():
        raise UserError(f"{path}: there is no such file.")
    data = path.read_bytes()
    subtitle_text(data, path.name)
    return data


def _title(options: dict[str, Any]) -> Title:
    name = options["title"] or options["film"].stem.replace("_", " ").replace(".", " ").strip().title()
    if not options["show"]:
        return film_get_or_create(name, options["year"])[0]
    if options["season"] is None or options["episode"] is None:
        raise UserError("An episode needs --season and --episode.")
    show, _ = show_get_or_create(options["show"], options["year"])
    return episode_get_or_create(show, options["season"], options["episode"], options["title"])[0]


def _report(title: Title, video: Video, jobs: list[Job]) -> dict[str, Any]:
    results = {job.kind: job.result for job in jobs}
    return {
        "slug": title.slug,
        "video": video.pk,
        "duration": round(video.duration, 3),
        "renditions": len(video.renditions),
        "notes": film_notes(video),
        "garments": results.get("analyse", {}).get("garments"),
        "matches": results.get("match", {}).get("matches"),
        "status": jobs[-1].status,
    }


def sentence(report: dict[str, Any]) -> str:
    """The report for a person."""
    notes = "".join(f" {note}" for note in report["notes"])
    if report["garments"] is None:
        return f"{report['slug']}: queued; a worker packages, analyses and matches it.{notes}"
    return (
        f"{report['slug']}: {report['duration']:.1f} s in {report['renditions']} renditions, "
        f"{report['garments']} garments, {report['matches'] or 0} matches.{notes}"
    )
