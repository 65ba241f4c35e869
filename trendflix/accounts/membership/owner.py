"""The account behind a request that is signed in."""

from django.contrib.auth.models import User
from django.http import HttpRequest


def owner_of(request: HttpRequest) -> User:
    """The signed-in user; for views behind ``login_required``, which let nobody else in."""
    if not isinstance(request.user, User):
        raise TypeError("a view of an account was called for nobody")
    return request.user
