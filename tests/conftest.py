"""What all tests share: a throw-away data folder, quick hashing, clients that pass the CSRF check, and the cast."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from pytest_django import Settings

from tests.clients import SiteClient

pytest.register_assert_rewrite("tests.e2e.watching")  # so that what was wrong is said


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
def no_broker(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing goes to a broker, except where real workers are tested."""
    if request.node.get_closest_marker("worker") is None:
        from celery import current_app

        monkeypatch.setattr(current_app, "send_task", lambda *args, **kwargs: None)


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
def viewing_staff(alice: User) -> SiteClient:
    """The browser of a member of staff who may look at every row of the admin and change none."""
    User.objects.filter(pk=alice.pk).update(is_staff=True)
    alice.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    signed_in = SiteClient()
    signed_in.force_login(alice)
    return signed_in
