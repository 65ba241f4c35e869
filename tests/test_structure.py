"""The shape of the house, held by tests."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APPS = ("catalog", "playback", "vision", "shopping")
HEAVY = ("torch", "transformers", "faiss", "cv2")
KNOWS_ALL = {"pipeline.py", "pages.py", "accounts.py", "api.py", "urls.py"}


def imported_modules(path: Path) -> Iterator[str]:
    """The top-level package of every import in a file, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


def python_files(*folders: str) -> list[Path]:
    """The project's own Python files below some folders."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("app", APPS)
def test_imports_go_one_way_through_the_apps(app: str) -> None:
    above = set(APPS[APPS.index(app) + 1 :])
    # The demo's seeding command drives every app, and lives in the last one.
    wrong = {(str(path.relative_to(ROOT)), name) for path in python_files(app) for name in imported_modules(path)}
    assert [pair for pair in sorted(wrong) if pair[1] in above] == []


def test_the_job_runner_knows_no_app() -> None:
    wrong = [
        (str(path), name) for path in python_files("trendflix/jobs") for name in imported_modules(path) if name in APPS
    ]
    assert wrong == []


def test_only_named_modules_of_the_project_know_the_apps() -> None:
    top = [path for path in (ROOT / "trendflix").glob("*.py") if path.name not in KNOWS_ALL]
    assert [path.name for path in top if set(imported_modules(path)) & set(APPS)] == []


def test_the_web_path_imports_no_model_library() -> None:
    program = (
        "import sys, django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "import trendflix.wsgi, trendflix.jobs.tasks, trendflix.site.pipeline\n"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "trendflix.settings", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    files = [path for path in python_files(*APPS, "trendflix", "tests") if "migrations" not in path.parts]
    assert [str(path) for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


def test_every_migration_can_be_reversed() -> None:
    wrong = [
        path.name
        for app in (*APPS, "trendflix/jobs")
        for path in (ROOT / app / "migrations").glob("0*.py")
        if "RunPython(" in path.read_text() and "reverse_code" not in path.read_text()
    ]
    assert wrong == []


def test_direct_dependencies_are_pinned() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines() + (
        ROOT / "requirements-dev.txt"
    ).read_text().splitlines()
    wanted = [line for line in lines if line and not line.startswith(("#", "-r"))]
    assert wanted and all("==" in line for line in wanted)


def unchecked_clients(path: Path) -> Iterator[int]:
    """Lines of a file that make a client that skips the CSRF check, as libraries' own do, or that switch it off."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        off = any(
            word.arg == "enforce_csrf_checks" and getattr(word.value, "value", None) is not True
            for word in node.keywords
        )
        if off or name in ("Client", "AsyncClient", "APIClient", "RequestsClient", "force_authenticate"):
            yield node.lineno


def test_every_client_of_the_tests_goes_through_the_csrf_check() -> None:
    assert [(str(path), line) for path in python_files("tests") for line in unchecked_clients(path)] == []


@pytest.mark.parametrize("words", ["Client()", "django.test.Client()", "APIClient()", "Any(enforce_csrf_checks=False)"])
def test_a_client_that_skips_the_csrf_check_is_found(words: str, tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(words)
    assert list(unchecked_clients(tmp_path / "test_x.py")) == [1]
