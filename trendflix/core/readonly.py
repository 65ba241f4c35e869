"""Admin pages of rows that machines write."""

from django.http import HttpRequest


class ReadOnly:
    """Rows may be looked at by those who may see them; nobody adds or edits one."""

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Machines add them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        """Read only."""
        return False
