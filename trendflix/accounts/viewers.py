"""Who is watching: a signed-in person, or the session of somebody who is not."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person (``user_id``) or a session; ``is_staff`` sees unpublished titles."""

    user_id: int | None
    session_key: str
    is_staff: bool = False

    @property
    def key(self) -> str:
        """Names the viewer in signed addresses."""
        return f"user:{self.user_id}" if self.user_id else f"session:{self.session_key}"

    @property
    def owner(self) -> dict[str, Any]:
        """The viewer as fields of ``Progress``."""
        return {"user_id": self.user_id, "session_key": "" if self.user_id else self.session_key}


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer behind a request; somebody without a session gets one."""
    if request.user.is_authenticated:
        return Viewer(request.user.pk, "", request.user.is_staff)
    if not request.session.session_key:
        request.session.create()
    return Viewer(None, request.session.session_key or "")
