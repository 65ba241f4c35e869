"""What is written for a viewer who is merged into another meanwhile."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor
from trendflix.accounts.writing import MAX_TRIES, for_viewer

pytestmark = pytest.mark.django_db


class Service:
    """Finds the visitor's viewer merged away ``gone`` times, and counts its calls."""

    def __init__(self, gone: int) -> None:
        self.gone, self.calls = gone, 0

    def __call__(self, visitor: Visitor) -> Viewer:
        """The viewer that it wrote for."""
        self.calls += 1
        viewer = visitor.viewer()
        if self.calls <= self.gone:
            Viewer.objects.filter(pk=viewer.pk).delete()
            raise IntegrityError("violates foreign key constraint")
        return viewer


def run(service: Service, visitor: Visitor) -> Viewer:
    """Call it as decorated services are called."""

    @for_viewer
    def written(visitor: Visitor) -> Viewer:
        return service(visitor)

    return written(visitor)


def test_it_is_written_for_the_viewer_that_the_session_has_next() -> None:
    service = Service(gone=2)
    assert run(service, Visitor(None, "key")) == Viewer.objects.get()
    assert service.calls == 3


def test_it_is_not_tried_for_ever() -> None:
    service = Service(gone=1000)
    with pytest.raises(IntegrityError):
        run(service, Visitor(None, "key"))
    assert service.calls == MAX_TRIES


def test_another_cause_is_told_at_once() -> None:
    calls = []

    @for_viewer
    def failing(visitor: Visitor) -> None:
        visitor.viewer()
        calls.append(visitor)
        raise IntegrityError("violates unique constraint")

    with pytest.raises(IntegrityError):
        failing(Visitor(None, "key"))
    assert len(calls) == 1


def test_a_profile_that_was_deleted_is_not_replaced_by_another(alice: User) -> None:
    service = Service(gone=1)
    with pytest.raises(IntegrityError):
        run(service, Visitor(alice.pk, ""))
    assert service.calls == 1
