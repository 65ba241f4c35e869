"""Decides which title a film file belongs to, and adds it there: no film takes another's place unless that is meant."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from catalog.models import Season, Title
from catalog.selectors import titles_kept
from catalog.services import (
    episode_check,
    episode_get_or_create,
    film_create,
    films_named,
    name_check,
    show_get_or_create,
    year_check,
)
from catalog.services.extras import extra_create, extra_find, extra_get_or_create, parent_check
from catalog.services.titles import trash_check
from playback.models import Video
from playback.services.ingest import Film, film_attach, film_copy, is_kept
from trendflix.core.errors import UserError
from trendflix.jobs.models import Job
from trendflix.jobs.progress import Progress, silent
from trendflix.jobs.services import job_queue


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody says of a film file: its name, its place in a show, or whose trailer or edition it is.

    ``last_episode`` is the number of the last episode in a file that holds several; ``extra_of`` is the slug of the
    title that a trailer or an edition (``extra_kind``) belongs to; ``replace``: the file takes a film's place;
    ``publish``: titles that are made for it are shown to viewers once they have it.
    """

    name: str
    year: int | None = None
    show: str = ""
    season: int | None = None
    episode: int | None = None
    replace: bool = False
    last_episode: int | None = None
    extra_of: str = ""
    extra_kind: Title.Kind = Title.Kind.TRAILER
    publish: bool = True

    def check(self) -> None:
        """Raise ``UserError`` where that does not name a title."""
        year_check(self.year)
        if self.extra_of and self.show:
            raise UserError(gettext("A trailer or an edition is of one title; leave --show away."))
        if self.extra_of:
            return
        if not self.show:
            name_check(self.name)
            if self.season is not None or self.episode is not None:
                raise UserError(gettext("--season and --episode need --show."))
            if self.last_episode is not None:
                raise UserError(gettext("--last-episode needs --show."))
            return
        name_check(self.show)
        if self.season is None or self.episode is None:
            raise UserError(gettext("An episode needs --season and --episode."))
        episode_check(self.season, self.episode)


@dataclass(frozen=True, slots=True)
class Added:
    """A film under its title, the job that packages it, and what people should know of how it came there."""

    video: Video
    job: Job
    note: str = ""


def film_add(wanted: Wanted, film: Film, progress: Progress = silent) -> Added:
    """Add a film to the title that it belongs to, which is made where there is none.

    The same file again, under the same name, is the same title. Another file of a name that has a film is a second
    title of that name, unless ``wanted.replace``; an episode has one place alone, so there it is refused. Raises
    ``UserError``; then neither a title nor a file is left that was not there before.
    """
    wanted.check()
    if wanted.extra_of:
        return _extra_add(wanted, film, progress)
    return _episode_add(wanted, film, progress) if wanted.show else _film_add(wanted, film, progress)


def _extra_add(wanted: Wanted, film: Film, progress: Progress) -> Added:
    """A trailer or an edition; another file of the same name takes its place only with ``wanted.replace``."""
    parent = titles_kept().filter(slug=wanted.extra_of).first()
    if parent is None:
        raise UserError(gettext("%(slug)s: there is no title of that slug.") % {"slug": wanted.extra_of})
    parent_check(parent, wanted.extra_kind)
    there = extra_find(parent, wanted.extra_kind, wanted.name)
    if there is not None:
        where = f"{parent.name}, {there.get_kind_display()} {there.name}"
        return _added_to(there, where, wanted.replace, film, progress)
    with film_copy(film, progress) as copy:
        extra = extra_create(parent, wanted.extra_kind, wanted.name, published=False)
        with _new(extra, wanted.publish):
            video, job = film_attach(extra, film, copy, replace=False)
    return Added(video, job)


def _film_add(wanted: Wanted, film: Film, progress: Progress) -> Added:
    name, same = wanted.name.strip(), films_named(wanted.name, wanted.year)
    known = Video.objects.filter(title__in=same, sha256=film.digest).select_related("title").first()
    if known is not None:
        return _as_before(known, film, progress)
    with_film = list(same.exclude(video=None).exclude(video__sha256=""))
    if wanted.replace and with_film:
        return _replaced(_only(with_film, name), film, progress)
    empty = _without_film(same)
    if empty is not None:
        return _filled(empty, film, progress)
    with film_copy(film, progress) as copy:
        title = film_create(name, wanted.year, published=False)
        with _new(title, wanted.publish):
            video, job = film_attach(title, film, copy, replace=False)
    return Added(video, job, _second(title, with_film))


def _episode_add(wanted: Wanted, film: Film, progress: Progress) -> Added:
    assert wanted.season is not None and wanted.episode is not None  # noqa: S101 - checked
    place = {"season__show__name__iexact": wanted.show.strip(), "season__number": wanted.season}
    there = Title.objects.filter(**place, season__show__kind="show", number=wanted.episode).first()
    if there is None:
        return _new_episode(wanted, film, progress)
    trash_check(there)
    where = f"{wanted.show.strip()}, season {wanted.season}, episode {wanted.episode}"
    return _added_to(there, where, wanted.replace, film, progress)


def _added_to(title: Title, where: str, replace: bool, film: Film, progress: Progress) -> Added:
    """Add a film to a title that is the only one of its place. Raises ``UserError`` where that has another film."""
    video = Video.objects.filter(title=title).exclude(sha256="").first()
    if video is None:
        return _filled(title, film, progress)
    if video.sha256 == film.digest:
        return _as_before(video, film, progress)
    if not replace:
        raise UserError(
            gettext("%(where)s has a film already (%(original_name)s); choose to replace it with %(name)s.")
            % {"where": where, "original_name": video.original_name, "name": film.name}
        )
    return _replaced(title, film, progress)


def _new_episode(wanted: Wanted, film: Film, progress: Progress) -> Added:
    season, number = wanted.season or 0, wanted.episode or 0
    with film_copy(film, progress) as copy:
        show, made = show_get_or_create(wanted.show, wanted.year, published=False)
        had_season = Season.objects.filter(show=show, number=season).exists()
        try:
            episode, fresh = episode_get_or_create(
                show, season, number, wanted.name, last=wanted.last_episode, published=False
            )
            with _new(episode, wanted.publish) if fresh else nullcontext():
                video, job = film_attach(episode, film, copy, replace=False)
        except BaseException:
            if not had_season:
                Season.objects.filter(show=show, number=season, episodes=None).delete()
            if made:
                Title.objects.filter(pk=show.pk, seasons=None).delete()
            raise
        finally:
            if made and wanted.publish:
                Title.objects.filter(pk=show.pk).update(published=True)
    return Added(video, job)


@contextmanager
def _new(title: Title, publish: bool) -> Iterator[None]:
    """A title that is shown once it has its film, where it is to be shown, and gone where that fails."""
    try:
        yield
    except BaseException:
        title.delete()
        raise
    Title.objects.filter(pk=title.pk).update(published=publish)


def _as_before(video: Video, film: Film, progress: Progress) -> Added:
    """The same file again; it is kept once more only where the kept one is gone."""
    if not is_kept(video, film):
        return _replaced(video.title, film, progress)
    return Added(video, job_queue("package", video.pk), "This very file is there already.")


def _filled(title: Title, film: Film, progress: Progress) -> Added:
    with film_copy(film, progress) as copy:
        video, job = film_attach(title, film, copy, replace=False)
    return Added(video, job, "" if title.published else "The title is not published: only staff see it.")


def _replaced(title: Title, film: Film, progress: Progress) -> Added:
    with film_copy(film, progress) as copy:
        video, job = film_attach(title, film, copy)
    return Added(video, job, f"It takes the place of the film that {title.slug} had.")


def _only(titles: list[Title], name: str) -> Title:
    if len(titles) > 1:
        named = ", ".join(f"{one.slug} ({one.year or 'no year'})" for one in titles)
        raise UserError(
            gettext("%(count)s films are called %(name)s: %(named)s. Say which by its year, or use the admin.")
            % {"count": len(titles), "name": name, "named": named}
        )
    return titles[0]


def _without_film(titles: QuerySet[Title]) -> Title | None:
    return titles.filter(video=None).first() or titles.filter(video__sha256="").first()


def _second(title: Title, others: list[Title]) -> str:
    if not others:
        return ""
    named = ", ".join(one.slug for one in others)
    told = f"Another film is called {title.name} ({named}), so this is a title of its own"
    return f"{told}; choose to replace it to put this one in its place."


def film_title(title: Title, words: Mapping[str, Any]) -> Title:
    """The title that an uploaded film goes to: ``title``, or its trailer or edition (``added_as``, ``extra_name``)."""
    if not words.get("added_as"):
        return title
    return extra_get_or_create(title, Title.Kind(words["added_as"]), words.get("extra_name") or "")[0]
