"""Say whether viewers' questions are answered."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.storefront.selectors import lookups_overdue


class Command(BaseCommand):
    """``manage.py lookups_check``: for health checks; ends with an error where questions wait unanswered."""

    help = "End with an error where a viewer's question has waited for too long."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line either way."""
        overdue = lookups_overdue()
        if overdue:
            raise CommandError(f"{overdue} questions wait unanswered; is answer_lookups running?")
        self.stdout.write("No question waits.")
