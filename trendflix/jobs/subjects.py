"""What jobs work on, as people call it: "packaging: Night Market" and where to find it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from django.utils.module_loading import import_string

from trendflix.jobs.kinds import label_of, subject_kind_of


@dataclass(frozen=True, slots=True)
class Subject:
    """What a job works on: its name, its page in the admin, and the page that viewers see of it (or empty)."""

    name: str
    page: str = ""
    viewer_page: str = ""


class OnSubject(Protocol):
    """What is asked of a job here."""

    @property
    def kind(self) -> str:
        """Its kind's name."""

    @property
    def subject_id(self) -> int:
        """The id of what it works on."""


Finder = Callable[[Iterable[int]], Mapping[int, Subject]]
_finders: dict[str, str] = {}


def register_subjects(name: str, finder: str) -> None:
    """Name the function (dotted path) from ids to subjects of the kind ``name``; it asks constant queries."""
    _finders[name] = finder


def subjects_attach(jobs: Iterable[OnSubject]) -> None:
    """Give each job its ``subject``: one search a kind of subject; ``None`` where it has none, or it is gone."""
    wanted: dict[str, set[int]] = defaultdict(set)
    rows = list(jobs)
    for job in rows:
        wanted[subject_kind_of(job.kind)].add(job.subject_id)
    found = {name: _found(name, ids) for name, ids in wanted.items()}
    for job in rows:
        job.subject = found[subject_kind_of(job.kind)].get(job.subject_id)  # type: ignore[attr-defined]  # not a column


def subject_of(job: OnSubject) -> Subject | None:
    """What a job works on; looked up unless ``subjects_attach`` has been there."""
    if not hasattr(job, "subject"):
        subjects_attach([job])
    found: Subject | None = job.subject  # type: ignore[attr-defined]  # set by subjects_attach
    return found


def job_name(job: OnSubject) -> str:
    """``packaging: Night Market``; of work that is on no one thing, such as the roll-up, the kind alone."""
    subject = subject_of(job)
    return f"{label_of(job.kind)}: {subject.name}" if subject else label_of(job.kind)


def _found(name: str, ids: set[int]) -> Mapping[int, Subject]:
    finder = cast(Finder, import_string(_finders[name])) if name in _finders else None
    return finder(ids) if finder else {}
