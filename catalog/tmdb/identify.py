"""Finds out which entry of TMDB a title is, and fills in what it says; what is ambiguous waits for a person."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from catalog.library.names import bare
from catalog.models import Identification, Title
from catalog.services.metadata import metadata_fill
from catalog.tmdb import client
from catalog.tmdb.episodes import SOURCE, episodes_describe
from catalog.tmdb.mapping import candidate_of, name_of, notes_of, original_name_of, year_of
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress
from trendflix.jobs.services import job_queue

State = Identification.State
MAX_CANDIDATES = 12
KINDS = {Title.Kind.FILM.value: client.MOVIE, Title.Kind.SHOW.value: client.SHOW}


def kind_of(title: Title) -> str:
    """``movie`` or ``tv``. Raises ``UserError`` for titles that TMDB is not asked for."""
    if title.kind not in KINDS:
        raise UserError(gettext("%(name)s: films and shows are looked for at TMDB.") % {"name": title})
    return KINDS[title.kind]


def identify_job(job: Job, progress: Progress) -> dict[str, Any]:
    """Identify the title ``job.subject_id`` and fill it in; the parameter ``tmdb_id`` is what a person chose."""
    title = Title.objects.filter(pk=job.subject_id, trashed__isnull=True).first()
    if title is None or not client.has_key():
        return {"state": "", "changed": []}
    progress(gettext_noop("asking TMDB"), 0.0)
    found = title_identify(title, job.parameters.get("tmdb_id"))
    changed = title_describe(title, found.tmdb_id) if found.tmdb_id else []
    result = {"state": found.state, "tmdb_id": found.tmdb_id, "changed": changed}
    if found.tmdb_id and title.kind == Title.Kind.SHOW:
        progress(gettext_noop("asking TMDB"), 0.5)
        result["episodes"] = episodes_describe(title, found.tmdb_id)
    return result


def title_identify(title: Title, chosen: int | None = None) -> Identification:
    """Which entry a title is: as a person chose, by an id that its files name, by its exact name and year.

    Anything else is ambiguous, also two entries of that name and year; what a person settled is not asked again.
    """
    known = Identification.objects.filter(title=title).first()
    if chosen:
        return _keep(title, State.MATCHED, chosen, is_chosen=True)
    if known is not None and (known.is_chosen or known.state == State.NONE):
        return known
    if (number := str(title.external_ids.get("tmdb", ""))).isdecimal():
        return _keep(title, State.MATCHED, int(number))
    rows = client.search(kind_of(title), title.name, title.year) or client.search(kind_of(title), title.name)
    exact = [row for row in rows if is_exact(title, row)]
    if len(exact) == 1:
        return _keep(title, State.MATCHED, exact[0]["id"])
    candidates = [candidate_of(row) for row in rows[:MAX_CANDIDATES]]
    return _keep(title, State.AMBIGUOUS if candidates else State.UNKNOWN, None, candidates)


def is_exact(title: Title, row: dict[str, Any]) -> bool:
    """Whether an entry has a title's name, in any of its languages, and its year."""
    names = {bare(title.name), bare(title.original_name)} - {""}
    own = {bare(name_of(row)), bare(original_name_of(row))}
    return bool(title.year) and year_of(row) == title.year and bool(names & own)


def _keep(
    title: Title, state: str, tmdb_id: int | None, candidates: Any = (), *, is_chosen: bool = False
) -> Identification:
    fields = {"state": state, "tmdb_id": tmdb_id, "candidates": list(candidates), "is_chosen": is_chosen}
    return Identification.objects.update_or_create(title=title, defaults=fields)[0]


def title_describe(title: Title, tmdb_id: int) -> list[str]:
    """Fill in what an entry says of a title, where no person did; the names of the fields that changed.

    Pictures follow in a job of their own (``artwork_fetch``), since films may have given the title some meanwhile.
    """
    row = client.details(kind_of(title), tmdb_id)
    notes = notes_of(row)
    changed = metadata_fill(title, notes, SOURCE)
    if notes.poster or notes.backdrop:
        job_queue("artwork_fetch", title.pk, poster=notes.poster, backdrop=notes.backdrop)
    return changed


def candidates_search(title: Title, name: str, year: int | None) -> list[dict[str, Any]]:
    """What a person finds who searches by hand; kept as the candidates."""
    rows = client.search(kind_of(title), name, year)
    candidates = [candidate_of(row) for row in rows[:MAX_CANDIDATES]]
    known = Identification.objects.filter(title=title).first()
    if known is None or known.state in (State.AMBIGUOUS, State.UNKNOWN):
        _keep(title, State.AMBIGUOUS if candidates else State.UNKNOWN, None, candidates)
    else:
        Identification.objects.filter(title=title).update(candidates=candidates)
    return candidates


@transaction.atomic
def identification_settle(title: Title, tmdb_id: int | None) -> None:
    """A person says which entry a title is, or that it is none; then it is filled in by a job."""
    if tmdb_id is None:
        _keep(title, State.NONE, None, is_chosen=True)
        return
    _keep(title, State.MATCHED, tmdb_id, is_chosen=True)
    external = {**title.external_ids, "tmdb": str(tmdb_id)}
    Title.objects.filter(pk=title.pk).update(external_ids=external)
    job_queue("identify", title.pk, tmdb_id=tmdb_id)
