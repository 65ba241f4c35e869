"""What is kept goes when its time has come, row by row of ``docs/retention.md``, and not before."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings as site_settings
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings

from catalog.models import Title
from playback.models import Progress
from shopping.insights.pruning import events_prune
from shopping.models import ClickOut, Event, EventCursor, Feed, Lookup, Match
from tests.clients import SiteClient
from tests.site.test_visibility import played
from trendflix.accounts.membership.models import ApiToken
from trendflix.accounts.membership.tokens import token_make
from trendflix.accounts.models import Viewer
from trendflix.jobs import periodic, tasks
from trendflix.jobs.kinds import kinds
from trendflix.jobs.models import Job
from trendflix.jobs.reaper import jobs_prune
from trendflix.jobs.registry import kinds_with_rows
from trendflix.jobs.runner import job_run
from trendflix.jobs.services import job_queue

pytestmark = pytest.mark.django_db
ROWS = (Path(__file__).resolve().parents[2] / "docs" / "retention.md").read_text(encoding="utf-8")


@pytest.fixture
def film() -> Title:
    """A film in which one garment has a product."""
    return played(Title.objects.create(name="Harbour Film", slug="harbour"))


def run(kind: str) -> Any:
    """Run a periodic job, and its result."""
    job = job_run(job_queue(kind, periodic.EVERYTHING).pk)
    assert job is not None and job.status == Job.Status.DONE, job
    return job.result


def ago(days: float) -> datetime:
    """A moment some days ago."""
    return timezone.now() - timedelta(days=days)


def test_every_row_names_a_job_that_is_enqueued_or_a_task_that_beat_knows_and_settings_that_are_there() -> None:
    jobs, scheduled = set(re.findall(r"job `(\w+)`", ROWS)), set(re.findall(r"task `(\w+)`", ROWS))
    assert len(jobs) >= 6 and jobs <= {kind.name for kind in kinds()} & periodic._periods.keys()
    assert scheduled <= {str(row["task"]).rsplit(".")[-1] for row in site_settings.CELERY_BEAT_SCHEDULE.values()}
    source = (site_settings.BASE_DIR / "trendflix" / "settings.py").read_text(encoding="utf-8")
    assert {name for name in re.findall(r"`(TRENDFLIX_\w+)`", ROWS) if name not in source} == set()


def test_who_clicked_is_forgotten_and_the_click_stays(film: Title, alice: User, settings: Settings) -> None:
    product = Match.objects.get().product
    clicks = [ClickOut.objects.create(product=product, user=alice) for _ in range(3)]
    ClickOut.objects.filter(pk__in=[click.pk for click in clicks[:2]]).update(
        created=ago(settings.CLICK_PERSON_DAYS + 1)
    )
    assert run("forget_clicks") == {"forgotten": 2}
    assert ClickOut.objects.count() == 3
    assert ClickOut.objects.get(user=alice).pk == clicks[2].pk


def test_events_go_once_they_are_counted_and_old(alice: User, settings: Settings) -> None:
    old, new = (Event.objects.create(kind=Event.Kind.SAVED, at=timezone.now(), key=key) for key in "ab")
    Event.objects.filter(pk=old.pk).update(created=ago(settings.EVENT_DAYS + 1))
    EventCursor.objects.update_or_create(pk=1, defaults={"last_event": new.pk})
    assert events_prune() == 1
    assert Event.objects.get().pk == new.pk


def test_questions_go_after_an_hour_though_nobody_asks_another(alice: User) -> None:
    viewer = Viewer.objects.create(user=alice)
    old, _new = (Lookup.objects.create(viewer=viewer, kind=kind) for kind in (Lookup.Kind.WORDS, Lookup.Kind.LIKE))
    Lookup.objects.filter(pk=old.pk).update(created=ago(0.05))
    assert run("sweep_lookups") == {"left": 1}


def test_an_anonymous_viewer_goes_with_their_session_and_takes_their_positions(film: Title) -> None:
    for _ in range(2):
        assert SiteClient().post("/api/v1/titles/harbour/progress/", {"position": 9}).status_code == 200
    gone, here = Viewer.objects.order_by("pk")
    Viewer.objects.update(created=ago(20))
    Session.objects.filter(session_key=gone.session_key).update(expire_date=ago(1))
    assert run("forget_viewers") == {"removed": 1}
    assert Viewer.objects.get() == here and Progress.objects.get().viewer == here


def test_viewers_of_accounts_and_of_today_stay_without_a_session(alice: User) -> None:
    Viewer.objects.create(user=alice)
    Viewer.objects.create(session_key="new")
    Viewer.objects.filter(user=alice).update(created=ago(900))
    assert run("forget_viewers") == {"removed": 0}
    assert Viewer.objects.count() == 2


def test_sessions_go_when_they_have_expired() -> None:
    for days in (-1, 1):
        session = SessionStore()
        session["a"] = 1
        session.save()
        Session.objects.filter(session_key=session.session_key).update(expire_date=ago(days))
    tasks.clear_sessions()
    assert Session.objects.count() == 1


def test_what_is_known_of_a_session_goes_once_it_has_ended(alice: User) -> None:
    alive = SessionStore()
    alive.save()
    for key in (alive.session_key, "ended", "new"):
        UserSession.objects.create(user=alice, ip="192.0.2.1", session_key=key, last_seen_at=ago(20))
    UserSession.objects.filter(session_key="new").update(last_seen_at=ago(0.5))
    assert run("delete_accounts")["sessions"] == 1
    assert set(UserSession.objects.values_list("session_key", flat=True)) == {alive.session_key, "new"}
    Session.objects.update(expire_date=ago(1))
    assert run("delete_accounts")["sessions"] == 1


def test_tokens_go_once_they_have_expired(alice: User) -> None:
    for name, days in (("old", -0.01), ("new", 1), ("endless", None)):
        token_make(alice, name, "read")
        ApiToken.objects.filter(name=name).update(expires=ago(-days) if days else None)
    run("delete_accounts")
    assert {token.name for token in ApiToken.objects.all()} == {"new", "endless"}


def test_jobs_that_ended_go_but_the_newest_of_their_kind(settings: Settings) -> None:
    old = ago(settings.JOB_RETENTION_DAYS + 1)
    for _ in range(3):
        Job.objects.create(kind="roll_up", subject_id=0, status=Job.Status.DONE, finished=old)
    assert jobs_prune() == 2 and Job.objects.count() == 1


def test_the_last_jobs_on_what_is_gone_go_too(settings: Settings) -> None:
    feed = Feed.objects.create(name="There", slug="there")
    old, recent = ago(settings.JOB_RETENTION_DAYS + 1), ago(settings.JOB_RETENTION_DAYS - 1)
    ended = Job.Status.DONE
    rows = [("embed", feed.pk, old), ("embed", feed.pk + 1, recent), ("match_changed", 0, old), ("refresh", 0, old)]
    rows += [("embed", feed.pk + 2, old), ("package", 7, old), ("add_film", 7, old), ("export_account", 7, old)]
    for kind, subject, finished in rows:
        Job.objects.create(kind=kind, subject_id=subject, status=ended, finished=finished)
    assert jobs_prune() == 4
    assert set(Job.objects.values_list("kind", "subject_id", "finished")) == set(rows[:4])


def test_of_every_kind_of_job_it_is_known_whose_rows_its_subjects_are() -> None:
    whole_site = {"match_changed", "refresh", "send_mail", "roll_up", "neighbours", "forget_viewers", "delete_accounts"}
    whole_site |= {"expire_uploads", "watch_library", "measure_disk", "empty_trash", "review_queue", "prune_events"}
    whole_site |= {"forget_clicks", "sweep_lookups"}
    assert {kind.name for kind in kinds()} == whole_site | set(kinds_with_rows())
    assert all(apps.get_model(model) for model in kinds_with_rows().values())
