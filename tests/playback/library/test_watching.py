"""Watched folders are looked at again when it is time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalog.models import LibraryFolder
from playback.library.watching import watch_library_job
from trendflix.jobs.models import Job
from trendflix.jobs.progress import silent

pytestmark = pytest.mark.django_db


def look() -> int:
    """One round; how many folders were due."""
    return int(watch_library_job(Job(kind="watch_library"), silent)["folders"])


def test_a_folder_is_due_at_first_and_then_after_its_minutes(folder: LibraryFolder) -> None:
    assert look() == 0
    folder.minutes = 10
    folder.save()
    assert look() == 1
    job = Job.objects.get(kind="import_library")
    assert job.subject_id == folder.pk and job.parameters == {"watched": True}
    LibraryFolder.objects.update(looked=timezone.now())
    assert look() == 0
    LibraryFolder.objects.update(looked=timezone.now() - timedelta(minutes=11))
    assert look() == 1
