"""The kinds of job that there are: each is registered by the app that owns it, in its ``AppConfig.ready``."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django_stubs_ext import StrOrPromise

from trendflix.core.errors import UserError


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
