"""The simulated day: in each hour viewers come, a film is uploaded or replaced, a feed changes, the hour ends."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import imageio_ffmpeg

from trendflix.bench.beacons import Shown
from trendflix.bench.faults.material import Material
from trendflix.bench.faults.site import Site
from trendflix.bench.faults.uploading import Uploading
from trendflix.bench.soak.agent import Agent
from trendflix.bench.soak.browser import Browser, Counts
from trendflix.bench.soak.staff import NAME
from trendflix.bench.soak.visits import Library, evening, membership, returning

VIEWERS, AT_ONCE = 16, 6
"""Viewers of half an hour, and how many of them at the same time."""
VISITS = {0: membership, 1: returning, 2: returning}
"""Which of them do something else than all others."""
CHANGED = 5
"""Rows of the feed that are other ones than an hour before."""


@dataclass
class Day:
    """What happens on the site in each simulated half hour, whatever the clock says."""

    site: Site
    agent: Agent
    material: Material
    counts: Counts = field(default_factory=Counts)
    films: int = 0
    imports: int = 0
    late: int = 0
    _people: int = 0

    def half_hour(self, number: int) -> None:
        """Viewers and a new member; a film in the first half of each hour, a feed and the end of it in the second.

        Every second hour begins with the last film being thrown away.
        """
        if number % 4 == 0:
            self.agent.ask("films_trash", _name(number // 2 - 2))
        found = self.agent.ask("library")
        library = Library(found["slugs"], Shown(found["garments"], found["products"]))
        with ThreadPoolExecutor(AT_ONCE) as people:
            visits = [people.submit(self._visit, one, library) for one in self._numbers(VIEWERS)]
            if number % 2 == 0:
                self._film(number // 2)
            else:
                self._feed(number // 2)
        for visit in visits:
            visit.result()
        if number % 2:
            self.agent.ask("films_publish")
            self.agent.ask("hour_end")

    def _numbers(self, count: int) -> range:
        first, self._people = self._people, self._people + count
        return range(first, self._people)

    def _visit(self, number: int, library: Library) -> None:
        browser = Browser(self.site.port, number, self.counts)
        VISITS.get(number % VIEWERS, evening)(browser, number, library)
        browser.close()

    def _film(self, hour: int) -> None:
        """In even hours a new film, in odd ones another file in its place."""
        name = _name(hour)
        if self.agent.ask("jobs_open"):
            self.late += 1
        film = varied(self.material.uploaded, hour)
        session = self.agent.ask("session")
        key = self.agent.ask("film_begin", name, film.stat().st_size, hour)
        upload = Uploading(self.site, film, session, key)
        upload.wait()
        if upload.error:
            raise RuntimeError(f"{name}: {upload.error}")
        film.unlink()
        self.films += 1

    def _feed(self, hour: int) -> None:
        """The shop's feed, with other prices of some products."""
        feed_change(self.material.feed, hour)
        self.agent.ask("feed_import", str(self.material.feed))
        self.imports += 1


def _name(hour: int) -> str:
    """Of the film that is new in an even hour and replaced in the next."""
    return f"{NAME} {hour - hour % 2}"


def varied(film: Path, number: int) -> Path:
    """The same film as another file."""
    made = film.with_name(f"{film.stem}-{number}{film.suffix}")
    words = ["-v", "error", "-y", "-i", str(film), "-map", "0", "-c", "copy", "-metadata", f"comment={number}"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *words, str(made)]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 - our own words
    return made


def feed_change(feed: Path, hour: int) -> None:
    """Give ``CHANGED`` products of the feed, each hour others, a price of their own."""
    whole = feed.read_text(encoding="utf-8")
    head, *items = whole.split("<g:price>")
    for step in range(CHANGED):
        at = (hour * CHANGED + step) % len(items)
        items[at] = f"{20 + hour}.00 EUR</g:price>" + items[at].partition("</g:price>")[2]
    feed.write_text("<g:price>".join([head, *items]), encoding="utf-8")
