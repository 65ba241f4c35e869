"""Admin pages of rows that machines write."""

from typing import Any

from django.http import HttpRequest


class NotDeleted:
    """Rows that nobody deletes on a page of their own: they go with the row that they belong to.

    Django asks this too before it deletes the row above; on that row's page its own permission decides.
    """

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here, nor in a table on another row's page; with a row of another page yes."""
        match = request.resolver_match
        page = getattr(match.func, "model_admin", None) if match else None
        is_inline = hasattr(self, "parent_model")
        return not is_inline and page is not None and getattr(self, "model", None) is not page.model


class ReadOnly(NotDeleted):
    """Rows may be looked at by those who may see them; nobody adds, edits or deletes one."""

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Machines add them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Read only."""
        return False
