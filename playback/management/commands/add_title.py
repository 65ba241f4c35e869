"""Put a film into the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import Title
from catalog.services import episode_get_or_create, film_get_or_create, show_get_or_create
from playback.models import Video
from playback.services import video_ingest
from playback.services.ingest import film_probe
from playback.services.subtitle_files import subtitle_file_add, subtitle_files
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
        parser.add_argument(
            "--subtitles",
            type=Path,
            action="append",
            default=[],
            help="a .vtt, .srt, .ass or .ssa file, again for each; film.pt-BR.forced.srt tells language and kind",
        )
        parser.add_argument(
            "--language",
            action="append",
            default=[],
            help="of the subtitles, in their order; default: from their names",
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
        film: Path = options["film"]
        if not film.is_file():
            raise UserError(f"{film}: there is no such file.")
        film_probe(film, film.name)  # before a title is made for a file that cannot be used
        tracks = subtitle_files(options["subtitles"] or [], options["language"] or [])
        title = _title(options)
        video, job = video_ingest(title, film, progress=reporter)
        told = [subtitle_file_add(video, track) for track in tracks]
        jobs = [job]
        if options["wait"]:
            from trendflix.pipeline import run_to_end

            jobs = run_to_end(job, reporter)
            failed = next((job for job in jobs if job.status != Job.Status.DONE), None)
            if failed is not None:
                raise UserError(f"{film.name}: {failed.kind} {failed.status}: {failed.error or 'no reason given'}")
        return _report(title, Video.objects.get(pk=video.pk), jobs) | {"subtitles": told}


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
        "garments": results.get("analyse", {}).get("garments"),
        "matches": results.get("match", {}).get("matches"),
        "status": jobs[-1].status,
    }


def sentence(report: dict[str, Any]) -> str:
    """The report for a person."""
    return "\n".join([_film_sentence(report), *map(_track_sentence, report["subtitles"])])


def _track_sentence(track: dict[str, Any]) -> str:
    """What became of one subtitle file, with what of it could not be read."""
    told = f"{track['file']}: {track['captions']} captions, {track['label']} ({track['language']}), {track['charset']}."
    return "\n".join([told, *(f"{track['file']}, {words}" for words in track["warnings"])])


def _film_sentence(report: dict[str, Any]) -> str:
    if report["garments"] is None:
        return f"{report['slug']}: queued; a worker packages, analyses and matches it."
    return (
        f"{report['slug']}: {report['duration']:.1f} s in {report['renditions']} renditions, "
        f"{report['garments']} garments, {report['matches'] or 0} matches."
    )
