"""A small library on disk, and imports of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog.models import LibraryFolder
from playback.library.folders import IMPORT, PLAN, folder_get_or_create
from playback.library.jobs import import_library_job, plan_library_job
from tests.films import make_film
from tests.library_tree import Tree
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

Run = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film that all others are made of."""
    path = tmp_path_factory.mktemp("seed") / "seed.mp4"
    return make_film(path, seconds=0.2, size="64x64", sound=False, cut=False)


@pytest.fixture
def tree(tmp_path: Path, seed: Path) -> Tree:
    """An empty library outside of the site's data."""
    root = tmp_path.parent / f"{tmp_path.name}-library"
    root.mkdir()
    return Tree(root, tmp_path, seed)


@pytest.fixture
def folder(db: None, tree: Tree) -> LibraryFolder:
    """The library's row."""
    return folder_get_or_create(str(tree.root), is_trusted=True)


@pytest.fixture
def run(folder: LibraryFolder) -> Run:
    """Imports the library here and now; the job's result."""

    def importing(*, dry_run: bool = False, watched: bool = False) -> dict[str, Any]:
        parameters = {"watched": True} if watched else {}
        job = Job.objects.create(kind=PLAN if dry_run else IMPORT, subject_id=folder.pk, parameters=parameters)
        result = plan_library_job(job, silent) if dry_run else import_library_job(job, silent)
        Job.objects.filter(pk=job.pk).update(status=Job.Status.DONE, result=result)
        return result

    return importing
