"""The structure of the project: layers, sizes, migrations, dependencies."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from statistics import median

import pytest
from django.core.management import call_command

from tests.layers import LAYERS, PACKAGES, ROOT, circle, imported, layer_of, module_of, python_files, upward

MAX_LINES, MEDIAN_LINES = 300, 60
MEDIAN_FUNCTION, MOST_FUNCTIONS = 8, 20
HEAVY = ("torch", "transformers", "faiss", "cv2")


OWN_FILES = [path for path in python_files(*PACKAGES) if "migrations" not in path.parts]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_and_names_nothing_above_it(layer: str) -> None:
    files = [path for path in OWN_FILES if LAYERS[layer_of(module_of(path))] == layer]
    assert {module_of(path): names for path in files if (names := upward(path))} == {}


def test_every_layer_exists_and_every_file_lies_in_one() -> None:
    found = {LAYERS[layer_of(module_of(path))] for path in OWN_FILES}
    assert found == set(LAYERS)


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(OWN_FILES) == []


def test_a_circle_through_an_import_in_a_function_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.layers.ROOT", tmp_path)
    first, second = tmp_path / "first.py", tmp_path / "second.py"
    first.write_text("from second import two\n")
    second.write_text("def two():\n    import first\n")
    assert set(circle([first, second])) == {"first", "second"}


def test_a_name_in_a_string_counts_as_an_import(tmp_path: Path) -> None:
    file = tmp_path / "below.py"
    file.write_text(
        'from catalog.models import Title\nHANDLER = "shopping.feeds.import_feed"\nSALT = "playback.salt"\n'
    )
    assert sorted(imported(file)) == ["catalog.models.Title", "shopping.feeds.import_feed"]


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


def lengths(*folders: str) -> dict[str, int]:
    """Lines of each Python file that is not a migration."""
    files = [path for path in python_files(*folders) if "migrations" not in path.parts]
    return {module_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}


def test_files_are_short() -> None:
    found = lengths(*PACKAGES, "tests")
    assert {name: lines for name, lines in found.items() if lines > MAX_LINES} == {}
    assert median(lines for lines in lengths(*PACKAGES).values() if lines) <= MEDIAN_LINES


def function_lengths() -> list[int]:
    """Lines of every function of the packages, docstrings and decorators aside."""
    found = []
    for path in OWN_FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                has_docstring = len(node.body) > 1 and ast.get_docstring(node) is not None
                first = node.body[1] if has_docstring else node.body[0]
                found.append((node.end_lineno or 0) - first.lineno + 1)
    return sorted(found)


def test_functions_are_short() -> None:
    found = function_lengths()
    assert median(found) <= MEDIAN_FUNCTION and found[int(0.95 * len(found))] <= MOST_FUNCTIONS


def test_every_package_says_what_is_in_it() -> None:
    packages = [path for path in OWN_FILES if path.name == "__init__.py" and "management" not in path.parts]
    assert [module_of(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text()))] == []


def test_every_migration_can_be_reversed() -> None:
    wrong = [
        module_of(path)
        for path in python_files(*PACKAGES)
        if path.parent.name == "migrations"
        and "RunPython(" in (text := path.read_text())
        and "reverse_code" not in text
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
