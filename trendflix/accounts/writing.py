"""Writes what belongs to a viewer, also while signing in merges that viewer into another."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import IntegrityError

from trendflix.accounts.models import Viewer
from trendflix.accounts.visitors import Visitor

MAX_TRIES = 20
P = ParamSpec("P")
Result = TypeVar("Result")


def for_viewer(service: Callable[Concatenate[Visitor, P], Result]) -> Callable[Concatenate[Visitor, P], Result]:
    """A service that writes rows of its visitor's viewer, done again where that viewer was merged away meanwhile.

    Raises what the service raises; ``IntegrityError`` at once where the viewer is still there.
    """

    @wraps(service)
    def done(visitor: Visitor, /, *args: P.args, **kwargs: P.kwargs) -> Result:
        for _ in range(MAX_TRIES - 1):
            try:
                return service(visitor, *args, **kwargs)
            except IntegrityError:
                if not _was_merged(visitor):
                    raise
        return service(visitor, *args, **kwargs)

    return done


def _was_merged(visitor: Visitor) -> bool:
    """Whether the viewer that somebody anonymous had is gone; those of accounts are never merged into others."""
    key = None if visitor.user_id else visitor.viewer_id
    return key is not None and not Viewer.objects.filter(pk=key).exists()
