"""What admin pages of all apps share: actions that are logged, rows that machines write."""

from trendflix.core.admin.actions import changes_log, logged_action

__all__ = ["changes_log", "logged_action"]
