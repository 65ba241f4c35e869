"""Put a film into the library."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from catalog.models import MAX_NAME, Title
from playback.models import Video
from playback.selectors import film_notes
from playback.services.adding import Wanted, film_add
from playback.services.ingest import film_read
from playback.services.subtitle_files import subtitle_file_add, subtitle_files
from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from trendflix.core.names import readable
from trendflix.jobs.models import Job
from trendflix.jobs.waiting import run_or_raise


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
        parser.add_argument("--episode", type=int, help="its number; specials stand in season 0")
        parser.add_argument("--last-episode", type=int, help="of a file that holds several: the number of the last one")
        extra = parser.add_mutually_exclusive_group()
        extra.add_argument("--trailer-of", metavar="SLUG", default="", help="the title that this is a trailer of")
        extra.add_argument(
            "--edition-of",
            metavar="SLUG",
            default="",
            help="the title that this is an edition of; --title names it",
        )
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
        tracks = subtitle_files(options["subtitles"] or [], options["language"] or [])
        added = film_add(wanted, film, reporter)
        told = [subtitle_file_add(added.video, track) for track in tracks]
        jobs = [added.job]
        if options["wait"]:
            jobs = run_or_raise(added.job, reporter, film.name)
        video = Video.objects.select_related("title").get(pk=added.video.pk)
        return _report(video, jobs, added.note) | {"subtitles": told}


def _wanted(options: dict[str, Any]) -> Wanted:
    """The options as text that can be stored; a name taken from the file is cut where it is too long."""
    show, name = readable(options["show"]), readable(options["title"])
    if options["show"] and not show or options["title"] and not name:
        raise UserError("A title needs a name.")
    extra = options.get("trailer_of") or options.get("edition_of") or ""
    if not name and not show and not extra:
        name = readable(options["film"].stem.replace("_", " ").replace(".", " ")).title()[:MAX_NAME] or "Film"
    return Wanted(
        name,
        options["year"],
        show,
        options["season"],
        options["episode"],
        options["replace"],
        last_episode=options.get("last_episode"),
        extra_of=extra,
        extra_kind=Title.Kind.EDITION if options.get("edition_of") else Title.Kind.TRAILER,
    )


def _report(video: Video, jobs: list[Job], note: str) -> dict[str, Any]:
    results = {job.kind: job.result for job in jobs}
    return {
        "slug": video.title.slug,
        "video": video.pk,
        "duration": round(video.duration, 3),
        "renditions": len(video.renditions),
        "notes": film_notes(video),
        "garments": results.get("analyse", {}).get("garments"),
        "matches": results.get("match", {}).get("matches"),
        "status": jobs[-1].status,
        "note": note,
    }


def sentence(report: dict[str, Any]) -> str:
    """The report for a person."""
    lines = [_film_sentence(report), *map(_track_sentence, report["subtitles"])]
    return "\n".join([*lines, report["note"]] if report["note"] else lines)


def _track_sentence(track: dict[str, Any]) -> str:
    """What became of one subtitle file, with what of it could not be read."""
    told = f"{track['file']}: {track['captions']} captions, {track['label']} ({track['language']}), {track['charset']}."
    return "\n".join([told, *(f"{track['file']}, {words}" for words in track["warnings"])])


def _film_sentence(report: dict[str, Any]) -> str:
    notes = "".join(f" {note}" for note in report["notes"])
    if report["garments"] is None:
        return f"{report['slug']}: queued; a worker packages, analyses and matches it.{notes}"
    return (
        f"{report['slug']}: {report['duration']:.1f} s in {report['renditions']} renditions, "
        f"{report['garments']} garments, {report['matches'] or 0} matches.{notes}"
    )
