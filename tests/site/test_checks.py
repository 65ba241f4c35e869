"""System checks: each says what is wrong, and what to do."""

import shutil
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import imageio_ffmpeg
import pytest
from django.core.checks import run_checks
from django.db import connection
from pytest_django import Settings

from playback.checks import check_ffmpeg
from trendflix import checks
from vision.checks import check_models

Usage = namedtuple("Usage", "total used free")


def test_this_house_is_well() -> None:
    assert [problem for problem in run_checks() if problem.id and problem.id.endswith("E001")] == []


def test_a_data_folder_that_cannot_be_written_is_an_error(settings: Settings) -> None:
    settings.DATA = Path("/proc/1")
    assert [problem.id for problem in checks.check_data_folder(None)] == ["trendflix.E001"]


@pytest.mark.parametrize(("hosts", "ids"), [(["*"], ["trendflix.W001"]), (["films.example"], [])])
def test_serving_every_host_is_warned_of(settings: Settings, hosts: list[str], ids: list[str]) -> None:
    settings.ALLOWED_HOSTS = hosts
    assert [problem.id for problem in checks.check_hosts(None)] == ids


@pytest.mark.parametrize(("free", "ids"), [(2**20, ["trendflix.W002"]), (2**40, [])])
def test_a_full_disk_is_warned_of(monkeypatch: pytest.MonkeyPatch, free: int, ids: list[str]) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(0, 0, free))
    assert [problem.id for problem in checks.check_room(None)] == ids


@pytest.mark.parametrize(
    ("host", "broker", "ids"),
    [
        ("db.example", "filesystem://localhost//", ["trendflix.W003"]),
        ("db.example", "redis://redis", []),
        ("127.0.0.1", "filesystem://localhost//", []),
    ],
)
def test_a_folder_is_no_broker_for_two_machines(
    monkeypatch: pytest.MonkeyPatch, host: str, broker: str, ids: list[str]
) -> None:
    database = {"ENGINE": "django.db.backends.postgresql", "HOST": host}
    monkeypatch.setattr(checks, "settings", SimpleNamespace(DATABASES={"default": database}, CELERY_BROKER_URL=broker))
    assert [problem.id for problem in checks.check_one_machine(None)] == ids


def test_a_missing_ffmpeg_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_ffmpeg(None) == []

    def none() -> str:
        raise RuntimeError("no ffmpeg")

    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", none)
    assert [problem.id for problem in check_ffmpeg(None)] == ["playback.E001"]


def test_models_are_looked_for_without_loading_them(settings: Settings, tmp_path: Path) -> None:
    assert check_models(None) == []
    settings.CLIP_MODEL = settings.GARMENT_PARSER = "carried"
    assert check_models(None) == []
    settings.GARMENT_PARSER = "bundled"
    settings.CLIP_MODEL = str(tmp_path)
    assert [problem.id for problem in check_models(None)] == ["vision.E002"]
    (tmp_path / "config.json").write_text("{}")
    assert check_models(None) == []
    settings.CLIP_MODEL = "openai/clip-vit-base-patch16"
    assert check_models(None) == []


def test_lost_weights_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("vision.checks.BUNDLED", {"CLIP_MODEL": tmp_path})
    assert [problem.id for problem in check_models(None)] == ["vision.E001"]


def test_every_problem_comes_with_a_hint(settings: Settings) -> None:
    settings.ALLOWED_HOSTS, settings.CLIP_MODEL, settings.DATA = ["*"], "/nowhere", Path("/proc/1")
    found = [*checks.check_hosts(None), *checks.check_data_folder(None), *check_models(None)]
    assert len(found) == 3 and all(problem.hint for problem in found)


@pytest.mark.django_db
def test_a_missing_trigram_index_is_warned_of_on_postgresql_alone() -> None:
    assert checks.check_trigrams(None, databases=["default"]) == [] and checks.check_trigrams(None) == []
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX catalog_titlespelling_trigrams")
        (problem,) = checks.check_trigrams(None, databases=["default"])
        assert problem.id == "trendflix.W004" and "CREATE EXTENSION pg_trgm" in (problem.hint or "")
