"""A site whose Redis is gone: viewers browse, search and watch on, and what is asked of workers waits in its row."""

import socket

import pytest
from celery import Celery
from django.conf import settings as site_settings
from pytest_django import Settings

from catalog.models import Title
from playback.models import Progress
from tests.clients import SiteClient
from tests.site.test_visibility import played
from trendflix.core.policy import broker_options
from trendflix.jobs import services
from trendflix.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def refusing() -> str:
    """The address of a port of this machine at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{probe.getsockname()[1]}/0"


@pytest.fixture
def film(settings: Settings, refusing: str, monkeypatch: pytest.MonkeyPatch) -> Title:
    """A film of a site with cache and broker at a port that refuses."""
    settings.CACHES = {"default": {"BACKEND": "trendflix.core.cache.ForgivingRedisCache", "LOCATION": refusing}}
    lonely = Celery("lonely", broker=refusing, set_as_current=False)
    lonely.conf.broker_transport_options = broker_options(60)
    lonely.conf.task_publish_retry_policy = site_settings.CELERY_TASK_PUBLISH_RETRY_POLICY
    monkeypatch.setattr(services, "current_app", lonely)
    return played(Title.objects.create(name="Harbour Film", slug="harbour"))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/browse/",
        "/title/harbour/",
        "/watch/harbour/",
        "/search/?q=harbour",
        "/suggestions/?q=harb",
        "/shop/",
        "/accounts/login/",
        "/api/v1/titles/",
        "/api/v1/titles/harbour/timeline/",
        "/api/v1/titles/harbour/progress/",
    ],
)
def test_pages_and_the_api_answer_without_it(film: Title, address: str) -> None:
    assert SiteClient().get(address).status_code == 200


def test_positions_are_kept_without_it(film: Title) -> None:
    browser = SiteClient()
    assert browser.post("/api/v1/titles/harbour/progress/", {"position": 33}).status_code == 200
    assert Progress.objects.get().position == 33.0


def test_signing_in_works_without_it_and_failures_are_still_counted(film: Title, alice: object) -> None:
    browser = SiteClient()
    browser.get("/accounts/login/")
    for _ in range(site_settings.AXES_FAILURE_LIMIT):
        answer = browser.post("/accounts/login/", {"login": "alice", "password": "wrong"})
    assert answer.status_code == 429


def test_a_job_asked_for_without_it_is_pending(
    film: Title, django_capture_on_commit_callbacks: object, caplog: pytest.LogCaptureFixture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        job = services.job_queue("package", film.video.pk)
    assert Job.objects.get(pk=job.pk).status == Job.Status.QUEUED
    assert "waits for the reaper" in caplog.text
