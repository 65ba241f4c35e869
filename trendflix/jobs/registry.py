"""The kinds of job that there are: each is registered by the app that owns it, in its ``AppConfig.ready``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress

Handler = Callable[[Job, Progress], dict[str, Any]]
Parameters = dict[str, Any]
Request = tuple[str, int, Parameters]
"""(kind, subject id, parameters) of a job to enqueue."""
Followers = Callable[[Job], Iterable[Request]]


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job: the dotted path of its handler, loaded when first run, the queue whose workers run it, what people
    call it, and what kind of thing it works on (``film``, ``feed``; see ``jobs.subjects``).
    """

    name: str
    handler: str
    queue: str = "default"
    label: StrOrPromise = ""
    subject: str = ""


_kinds: dict[str, JobKind] = {}
_followers: dict[str, Followers] = {}
_keepers: dict[str, Callable[[], Iterable[int]]] = {}
_rows: dict[str, str] = {}


def register(name: str, handler: str, queue: str = "default", *, label: StrOrPromise = "", subject: str = "") -> None:
    """Add a kind of job; a handler is ``(job, progress) -> result``. ``label`` is what people call it."""
    _kinds[name] = JobKind(name, handler, queue, label or name, subject)


def subject_kind_of(name: str) -> str:
    """What kind of thing jobs of a kind work on; empty where no app has said so."""
    return _kinds[name].subject if name in _kinds else ""


def kinds_on(subject: str) -> list[str]:
    """The names of the kinds of job that work on one kind of thing, in the order of their registration."""
    return [kind.name for kind in _kinds.values() if kind.subject == subject]


def label_of(name: str) -> str:
    """What people call a kind of job, in the active language; its name where no app has registered it."""
    return str(_kinds[name].label) if name in _kinds else name


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


def kinds() -> list[JobKind]:
    """Every kind that is registered."""
    return list(_kinds.values())


def kind_of(name: str) -> JobKind:
    """A kind by its name. Raises ``UserError`` where no app has registered it."""
    if name not in _kinds:
        raise UserError(
            gettext("%(name)r is not a kind of job; there are %(choices)s.")
            % {"name": name, "choices": ", ".join(sorted(_kinds))}
        )
    return _kinds[name]


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
