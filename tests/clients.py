"""The HTTP clients of the tests. All of them go through the CSRF check, as browsers do."""

from typing import Any

from django.test import Client
from django.test.client import MULTIPART_CONTENT

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


class TokenlessClient(Client):
    """A client whose requests are checked for a CSRF token, and which sends none of its own accord."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **defaults)


class SiteClient(TokenlessClient):
    """A client that sends the CSRF token as the site's pages do: in the form, or in a header where there is no form.

    A form is sent as ``multipart/form-data`` with the token as its first field, so that the CSRF middleware reads the
    body, files included, before any view runs.
    """

    def csrf_token(self) -> str:
        """The token of the cookie; a browser has one from the page that holds the form."""
        if "csrftoken" not in self.cookies:
            self.cookies["csrftoken"] = "t" * 32
        return self.cookies["csrftoken"].value

    def post(self, path: Any, data: Any = None, content_type: str = MULTIPART_CONTENT, *rest: Any, **more: Any) -> Any:
        """POST; a form gets the token as a field."""
        if content_type == MULTIPART_CONTENT:
            data = {"csrfmiddlewaretoken": self.csrf_token()} | (data or {})
        return super().post(path, data, content_type, *rest, **more)

    def generic(
        self,
        method: str,
        path: Any,
        data: Any = "",
        content_type: str | None = "application/octet-stream",
        secure: bool = False,
        **more: Any,
    ) -> Any:
        """Any request; what changes something and is no form gets the token as a header."""
        if method not in SAFE_METHODS and content_type != MULTIPART_CONTENT:
            more["HTTP_X_CSRFTOKEN"] = self.csrf_token()
        return super().generic(method, path, data, content_type, secure, **more)
