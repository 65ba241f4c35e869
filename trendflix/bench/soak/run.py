"""A soak: a simulated day of viewers, uploads and imports in minutes, on a site that runs as ``serve`` runs it.

Measured each simulated half hour: memory, descriptors, threads, files and rows. ``inside`` says how a day of what is
kept for a month is made of minutes. What grows by more than a twentieth after the warm-up is named.
"""

import logging
import tempfile
import time
from pathlib import Path

from trendflix.bench.clock import Figures
from trendflix.bench.faults.material import draw
from trendflix.bench.faults.places import FILES, Place, taken
from trendflix.bench.faults.site import Site
from trendflix.bench.soak.agent import Agent
from trendflix.bench.soak.day import Day
from trendflix.bench.soak.flat import Fit, fit, worst
from trendflix.bench.soak.samples import folder_sample, process_sample, site_processes
from trendflix.bench.soak.visits import PASSWORD, REGULAR
from trendflix.core.errors import UserError

log = logging.getLogger(__name__)
MINUTES, HALF_HOURS = 30, 48
PROCESSES = ("web", "worker", "look", "agent")
KINDS = ("memory", "descriptors", "threads", "files", "bytes", "rows")
SETTLE_SECONDS = 600.0
SETTINGS = {
    "TRENDFLIX_PROXIES": "1",
    "TRENDFLIX_JOB_HEARTBEAT_SECONDS": "5",
    "TRENDFLIX_JOB_LOST_AFTER_SECONDS": "30",
    "TRENDFLIX_STREAM_URL_SECONDS": "60",
    "TRENDFLIX_EVENT_DAYS": "30",
    "TRENDFLIX_CLICK_PERSON_DAYS": "30",
}
"""Each viewer has an address of its own; what is kept for longer than a month is kept for one."""
KEPT = ("rows of shopping.ClickOut",)
"""What stays for ever by the site's own rules (docs/retention.md) and grows with what is done: no growth of a fault."""
Samples = list[dict[str, float]]


def measure(minutes: int = MINUTES, redis: str = "", postgres: str = "") -> Figures:
    """Growth as shares of the levels, and what was done; what is not flat and what went wrong is logged in words."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-soak-") as folder:
        material = draw(Path(folder))
        with taken(Place(redis or FILES, postgres)) as variables:
            site = Site(Path(folder) / "data", variables | SETTINGS)
            site.manage("migrate", "-v0")
            site.manage("collectstatic", "-v0", "--no-input")
            site.manage("add_title", str(material.film), "--title", "Film")
            site.manage("import_feed", str(material.feed), "--source", "Drawn")
            try:
                day = Day(site, _started(site), material)
                samples = _soak(day, 60.0 * minutes / HALF_HOURS)
                failed = day.agent.ask("jobs_failed")
            finally:
                site.stop()
    return _figures(day, samples, failed, time.monotonic() - began)


def _started(site: Site) -> Agent:
    """All processes of a site, once what was asked for is done."""
    agent = Agent(site)
    agent.ask("account_create", REGULAR, PASSWORD)
    site.start_worker()
    site.start_look()
    site.start_web()
    until = time.monotonic() + SETTLE_SECONDS
    while agent.ask("jobs_open"):
        if time.monotonic() > until:
            raise UserError("the site's first jobs did not end.")
        time.sleep(0.5)
    return agent


def _soak(day: Day, seconds: float) -> Samples:
    """The whole day, ``seconds`` or more for each half hour; a sample after each."""
    samples, began = [], time.monotonic()
    for number in range(HALF_HOURS):
        day.half_hour(number)
        time.sleep(max(0.0, began + (number + 1) * seconds - time.monotonic()))
        samples.append(_sample(day))
        log.warning("%.1f h: %s", (number + 1) / 2, _told(samples[-1], day))
    return samples


def _sample(day: Day) -> dict[str, float]:
    found: dict[str, float] = {"processes": site_processes(day.site.data), **folder_sample(day.site.data)}
    for name in PROCESSES:
        found |= process_sample(name, day.site.pid(name))
    return found | {name: float(count) for name, count in day.agent.ask("rows").items()}


def _told(sample: dict[str, float], day: Day) -> str:
    sums = {kind: sum(v for name, v in sample.items() if name.startswith(kind)) for kind in ("memory", "files", "rows")}
    mib = sums["memory"] / 2**20
    held, count = f"{mib:.0f} MiB, {sums['files']:.0f} files, {sums['rows']:.0f} rows", day.counts
    return f"{held}; {count.requests} requests, {count.errors} errors, {count.refused} refused; {day.late} films late"


def fits_of(samples: Samples) -> list[Fit]:
    """The line through each series that was measured, but of what stays for ever; what was not there yet was 0."""
    names = sorted({name for sample in samples for name in sample} - set(KEPT))
    return [fit(name, [sample.get(name, 0.0) for sample in samples]) for name in names]


def _figures(day: Day, samples: Samples, failed: list[str], seconds: float) -> Figures:
    fits = fits_of(samples)
    grown = {kind: worst(fits, kind) for kind in KINDS}
    log.warning("%s", "\n".join(["what grew most:", *map(str, grown.values())]))
    not_flat = [one for one in fits if not one.is_flat]
    troubles = [f"{count} times {what}" for what, count in day.counts.troubles.most_common()]
    for line in (*(f"not flat: {one}" for one in not_flat), *troubles, *(f"failed: {one}" for one in failed)):
        log.error("%s", line)
    return {f"soak_{kind}_growth": one.share for kind, one in grown.items()} | {
        "not_flat": float(len(not_flat)),
        "errors": float(day.counts.errors),
        "refused": float(day.counts.refused),
        "jobs_failed": float(len(failed)),
        "requests": float(day.counts.requests),
        "films": float(day.films),
        "imports": float(day.imports),
        "late": float(day.late),
        "seconds": seconds,
    }
