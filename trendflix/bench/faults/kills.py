"""Kills a site's processes at every stage of its work, and compares what it comes to with a site that was left alone.

Rounds on each pair of database and broker: a film is added, another uploaded, a feed imported; a process is killed
whenever a moment comes that was hit least (``plan``), and started again at once. After each round nothing may be open
or failed, the result is that of the site that was left alone, and no file, process or message is left over.
"""

import logging
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trendflix.bench.clock import Figures
from trendflix.bench.faults.material import Material, draw
from trendflix.bench.faults.places import Place, places, taken
from trendflix.bench.faults.plan import Moment, Plan
from trendflix.bench.faults.site import Site
from trendflix.bench.faults.uploading import Uploading
from trendflix.jobs.models import Job

log = logging.getLogger(__name__)
KILLS, SEED = 100, 1
REDIS, POSTGRES = "redis://127.0.0.1:6379/14", "postgresql://postgres@127.0.0.1:5432/postgres"
MAX_ROUNDS = 40
QUIET_SECONDS = 2.0
ROUND_SECONDS = 1800.0
MAX_DELAY_SECONDS = 0.4
"""Between a stage's first sight and the kill, at random."""
CACHES = ("torchinductor_",)
"""What begins the names of folders that libraries make once for all processes of a user."""
UPLOAD: Moment = ("upload", "")


@dataclass
class Found:
    """What all rounds came to; lines for people in ``troubles``."""

    kills: int = 0
    rounds: int = 0
    jobs: int = 0
    open_or_failed: int = 0
    different: int = 0
    left_over: int = 0
    troubles: list[str] = field(default_factory=list)


def measure(kills: int = KILLS, seed: int = SEED, redis: str = REDIS, postgres: str = POSTGRES) -> Figures:
    """Kills, the moments they hit, and what went wrong: jobs open or failed, other results, things left over."""
    began, plan, found, said = time.monotonic(), Plan(), Found(), 0
    chance = random.Random(seed)  # noqa: S311 - it chooses moments, and hides nothing
    where = places(redis, postgres)
    a_round = -(-kills // len(where))
    with tempfile.TemporaryDirectory(prefix="bench-faults-") as folder:
        material = draw(Path(folder))
        wanted = _round(where[0], Path(folder) / "reference", material, Killer(plan, chance, 0), found)
        while found.kills < kills and found.rounds < MAX_ROUNDS:
            place = where[found.rounds % len(where)]
            killer = Killer(plan, chance, min(a_round, kills - found.kills))
            data = Path(folder) / f"round-{found.rounds}"
            outcome = _round(place, data, material, killer, found)
            _compare(wanted, outcome, place, found)
            found.rounds, found.kills = found.rounds + 1, found.kills + killer.kills
            plan.end_round()
            log.warning("%s: %d kills, %d in all", place.name, killer.kills, found.kills)
            for line in found.troubles[said:]:
                log.error("%s", line)
            said = len(found.troubles)
    log.warning("moments that no process was killed at: %s", ", ".join(plan.never) or "none")
    return _figures(found, plan, time.monotonic() - began)


def _figures(found: Found, plan: Plan, seconds: float) -> Figures:
    return {
        "kills": float(found.kills),
        "moments": float(len(plan.hits)),
        "rounds": float(found.rounds),
        "jobs": float(found.jobs),
        "open_or_failed": float(found.open_or_failed),
        "different": float(found.different),
        "left_over": float(found.left_over),
        "seconds": seconds,
    }


@dataclass
class Killer:
    """Kills at most ``limit`` processes of one round, where the plan wants it."""

    plan: Plan
    chance: random.Random
    limit: int
    kills: int = 0

    def look(self, site: Site, upload: Uploading) -> None:
        """Kill what is at a wanted moment, and start it again."""
        if self.kills >= self.limit:
            return
        moment = self.plan.next_of(site.jobs)
        if moment is not None:
            time.sleep(self.chance.uniform(0, MAX_DELAY_SECONDS))
            site.kill("worker")
            self._note(moment)
            site.start_worker()
        elif upload.is_running and self.plan.wants(UPLOAD):
            time.sleep(self.chance.uniform(0, 4 * MAX_DELAY_SECONDS))
            site.kill("web")
            self._note(UPLOAD)
            site.start_web()

    def _note(self, moment: Moment) -> None:
        self.kills += 1
        self.plan.hit(moment)


def _round(place: Place, data: Path, material: Material, killer: Killer, found: Found) -> dict[str, Any]:
    """One site from its first migration to its end; what it came to."""
    with taken(place) as variables:
        site = Site(data, variables)
        site.manage("migrate", "-v0")
        site.manage("add_title", str(material.film), "--title", "Film")
        site.manage("import_feed", str(material.feed), "--source", "Drawn")
        begun = site.inside(f"upload_begin({material.uploaded.stat().st_size})")
        try:
            site.start_watch()
            site.start_worker()
            site.start_web()
            upload = Uploading(site, material.uploaded, begun["session"], begun["key"])
            _until_quiet(site, upload, killer, found)
        finally:
            site.stop()
        temporary = [str(path) for path in (data / "tmp").iterdir() if not path.name.startswith(CACHES)]
        for what in (*site.left_running(), *temporary):
            found.left_over += 1
            found.troubles.append(f"{place.name}: left over: {what}")
        return dict(site.inside("outcome()"))


def _until_quiet(site: Site, upload: Uploading, killer: Killer, found: Found) -> None:
    """Until everything has arrived and every job has ended, and for a moment more."""
    until, quiet_since = time.monotonic() + ROUND_SECONDS, time.monotonic()
    while time.monotonic() - quiet_since < QUIET_SECONDS:
        killer.look(site, upload)
        waits = upload.is_running or not site.jobs or any(job.status in Job.OPEN for job in site.jobs)
        if waits:
            quiet_since = time.monotonic()
        if time.monotonic() > until:
            break
        time.sleep(0.01)
    bad = [job for job in site.jobs if job.status != "done"]
    found.jobs += len(site.jobs)
    found.open_or_failed += len(bad) + bool(upload.error)
    found.troubles += [f"not done: {job}" for job in bad] + ([upload.error] if upload.error else [])


def _compare(wanted: dict[str, Any], outcome: dict[str, Any], place: Place, found: Found) -> None:
    found.left_over += len(outcome["unnamed"])
    for part, value in wanted.items():
        if outcome[part] != value:
            found.different += 1
            found.troubles.append(f"{place.name}: other {part}: {_difference(value, outcome[part])}")


def _difference(wanted: Any, there: Any, path: str = "") -> str:
    """Where two results part, in a line."""
    if isinstance(wanted, dict) and isinstance(there, dict):
        keys = [key for key in {**wanted, **there} if wanted.get(key) != there.get(key)]
        return "; ".join(_difference(wanted.get(key), there.get(key), f"{path}/{key}") for key in keys[:8])
    if isinstance(wanted, list) and isinstance(there, list) and len(wanted) == len(there):
        at = next(at for at, pair in enumerate(zip(wanted, there, strict=True)) if pair[0] != pair[1])
        return _difference(wanted[at], there[at], f"{path}[{at}]")
    return f"{path}: {str(wanted)[:300]} → {str(there)[:300]}"
