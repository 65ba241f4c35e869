"""What all tests share: a throw-away data folder, quick hashing, clients that pass the CSRF check, and the cast."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import translation
from pytest_django import Settings

from tests.clients import SiteClient
from tests.sites import filled

pytest.register_assert_rewrite("tests.e2e.watching")  # so that what was wrong is said


@pytest.fixture(scope="session", autouse=True)
def tables_made_once() -> Iterator[None]:
    """Processes of one test run migrate one database between them."""

    def fill(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
        if isinstance(connection, DatabaseWrapper) and connection.is_in_memory_db():
            filled(connection)

    if "TEST_SITES" in os.environ:
        connection_created.connect(fill, weak=False)
    yield
    connection_created.disconnect(fill)


@pytest.fixture(autouse=True)
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    """Nothing of a test outlives it."""
    settings.DATA = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return tmp_path


@pytest.fixture(autouse=True)
def language() -> Iterator[None]:
    """The language that a request of the test chose ends with it."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def no_broker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing goes to a broker, except where real workers are tested."""
    if request.node.get_closest_marker("worker") is None:
        from celery import current_app

        monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: None)


@pytest.fixture(autouse=True)
def shop_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test searches the products of another, or its own as they were a moment ago."""
    from shopping.storefront.shop import snapshot

    monkeypatch.setattr(snapshot, "_kept", None)
    monkeypatch.setattr(snapshot, "FRESH_SECONDS", 0.0)


@pytest.fixture
def client() -> SiteClient:
    """A viewer's browser; takes the place of pytest-django's, which skips the CSRF check."""
    return SiteClient()


@pytest.fixture
def admin_client(carol: User) -> SiteClient:
    """The administrator's browser, signed in; takes the place of pytest-django's, which skips the CSRF check."""
    signed_in = SiteClient()
    signed_in.force_login(carol)
    return signed_in


@pytest.fixture
def alice(db: None) -> User:
    """A viewer."""
    return User.objects.create_user("alice", password="alice-password")


@pytest.fixture
def bob(db: None) -> User:
    """Another viewer, who must not get what is Alice's."""
    return User.objects.create_user("bob", password="bob-password")


@pytest.fixture
def carol(db: None) -> User:
    """The administrator."""
    return User.objects.create_superuser("carol", password="carol-password")


@pytest.fixture
def desk(client: SiteClient, carol: User) -> SiteClient:
    """Carol at her desk."""
    client.force_login(carol)
    return client


@pytest.fixture
def viewing_staff(alice: User) -> SiteClient:
    """The browser of a member of staff who may look at every row of the admin and change none."""
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    alice.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    signed_in = SiteClient()
    signed_in.force_login(alice)
    return signed_in
