"""Invite somebody."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trendflix.accounts.membership.invitations import invitation_make, invitation_send
from trendflix.core.errors import UserError


class Command(BaseCommand):
    """``manage.py invite EMAIL``: the admin's page, for scripts."""

    help = "Invite an address by mail; with --link only print the link, to be handed on by other means."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stable options."""
        parser.add_argument("email", nargs="?", default="", help="without one the link works for anybody, once")
        parser.add_argument("--link", action="store_true", help="send no mail")
        parser.add_argument("--language", choices=[code for code, _name in settings.LANGUAGES], default="")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the invitation, send it, print its link."""
        is_mailed = bool(options["email"]) and not options["link"]
        try:
            row, link = invitation_make(options["email"])
        except UserError as error:
            raise CommandError(str(error)) from error
        sent = is_mailed and invitation_send(row, link, options["language"])
        told = {"email": row.email, "link": link, "expires": row.expires.isoformat(), "sent": sent}
        self.stdout.write(json.dumps(told) if options["json"] else link)
        if is_mailed and not sent:
            self.stderr.write("The mail server does not answer; the mail is sent once it does.")
