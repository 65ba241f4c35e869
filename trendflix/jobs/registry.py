"""What apps say of their kinds of job: who runs one, what follows it, whose rows it works on, what is kept of it."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.utils.module_loading import import_string

from trendflix.jobs.kinds import kind_of
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

Handler = Callable[[Job, Progress], dict[str, Any]]
Parameters = dict[str, Any]
Request = tuple[str, int, Parameters]
"""(kind, subject id, parameters) of a job to enqueue."""
Followers = Callable[[Job], Iterable[Request]]


_followers: dict[str, Followers] = {}
_keepers: dict[str, Callable[[], Iterable[int]]] = {}
_rows: dict[str, str] = {}


def register_followers(name: str, followers: Followers) -> None:
    """Say which jobs are enqueued when one of the kind ``name`` is done."""
    _followers[name] = followers


def register_keeper(name: str, ids: Callable[[], Iterable[int]]) -> None:
    """Add a function that names jobs that an app still shows, which are not pruned."""
    _keepers[name] = ids


def kept_jobs() -> list[Iterable[int]]:
    """The ids of such jobs: a list, or a query that is none yet, of each app."""
    return [ids() for ids in _keepers.values()]


def register_rows(name: str, model: str) -> None:
    """Say whose rows (``app.Model``) the subjects of a kind of job are."""
    _rows[name] = model


def kinds_with_rows() -> dict[str, str]:
    """Kind of job → the model of its subjects; kinds on the whole site have none."""
    return dict(_rows)


def handler_of(name: str) -> Handler:
    """The function that runs jobs of a kind."""
    return cast(Handler, import_string(kind_of(name).handler))


def followers_of(job: Job) -> list[Request]:
    """What is to be enqueued after a job that is done."""
    return list(_followers[job.kind](job)) if job.kind in _followers else []


def merged(old: Parameters, new: Parameters) -> Parameters:
    """The parameters of a job that is asked for twice before it runs.

    Flags stay set once either request sets them, lists are united in order, and of all else the newest value counts:
    an import that changed nothing must not take back what the one before it left to do.
    """
    return old | {name: _merged_value(old.get(name), value) for name, value in new.items()}


def _merged_value(old: Any, new: Any) -> Any:
    if isinstance(old, bool) and isinstance(new, bool):
        return old or new
    if isinstance(old, list) and isinstance(new, list):
        return list(dict.fromkeys([*old, *new]))
    return new
