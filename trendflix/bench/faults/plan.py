"""Which moment a process is killed at: each stage of each kind of job in turn, those least often hit first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from trendflix.bench.faults.site import Seen

Moment = tuple[str, str]
"""A kind of job and its stage; ``""`` before its first. ``("upload", "")`` is the web processes' turn."""
MOMENTS: tuple[Moment, ...] = (
    ("upload", ""),
    *(("add_film", stage) for stage in ("", "reading the file", "keeping the film")),
    *(
        ("package", stage)
        for stage in ("", "looking at the film", "packaging", "subtitles", "progressive", "thumbnails")
    ),
    *(("artwork", stage) for stage in ("", "looking for artwork")),
    *(("analyse", stage) for stage in ("", "loading the models", "looking", "joining", "saving")),
    *(("match", stage) for stage in ("", "matching")),
    *(("import_feed", stage) for stage in ("", "reading the feed", "taking products in")),
    *(("embed", stage) for stage in ("", "loading the models", "looking at products", "building the index")),
    *(("match_changed", stage) for stage in ("", "looking for changes")),
)
MAX_LOSSES = 4
"""Of one job; it is given up after more."""


@dataclass
class Plan:
    """How often each moment was hit; ``passed``: how often a whole round went by without it."""

    hits: Counter[Moment] = field(default_factory=Counter)
    passed: Counter[Moment] = field(default_factory=Counter)
    round: set[Moment] = field(default_factory=set)

    def wants(self, moment: Moment) -> bool:
        """Whether it is among those that are least often hit, and not hit in this round yet."""
        least = min(self._count(one) for one in MOMENTS if one not in self.round) if self._is_open else 0
        return moment not in self.round and self._count(moment) <= least

    def next_of(self, jobs: Iterable[Seen]) -> Moment | None:
        """The moment of a running job that is wanted now."""
        running = (job for job in jobs if job.status == "running" and job.losses < MAX_LOSSES)
        return next((moment for job in running if self.wants(moment := (job.kind, job.stage))), None)

    def hit(self, moment: Moment) -> None:
        """A process was killed there."""
        self.hits[moment] += 1
        self.round.add(moment)

    def end_round(self) -> None:
        """What was wanted and never seen is not waited for in the next round."""
        least = min(self._count(one) for one in MOMENTS)
        missed = [one for one in MOMENTS if self._count(one) == least and one not in self.round]
        self.passed.update(missed if self.round else MOMENTS)
        self.round.clear()

    @property
    def never(self) -> list[str]:
        """Moments that no process was killed at: stages too short to be seen, or that no file here comes to."""
        return [f"{kind}: {stage or 'its beginning'}" for kind, stage in MOMENTS if not self.hits[kind, stage]]

    @property
    def _is_open(self) -> bool:
        return any(one not in self.round for one in MOMENTS)

    def _count(self, moment: Moment) -> int:
        return self.hits[moment] + self.passed[moment]
