"""Run the whole site on one machine."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from trendflix.core.errors import UserError
from trendflix.site.supervisor import LOOK, WORKER, Supervisor, port_check, site_command


class Command(BaseCommand):
    """``manage.py serve``: prepare the data folder, then run the site and its two workers until Ctrl-C."""

    help = "Prepare the data folder and run the site with its worker."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and whether to fill an empty site with the demo library."""
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demo", action="store_true", help="seed the demo library first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, say where the site is, serve."""
        host, port = options["host"], options["port"]
        try:
            port_check(host, port)
        except UserError as error:
            raise CommandError(str(error)) from error
        self._prepare(demo=options["demo"])
        shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host  # noqa: S104 - compared, not bound
        self.stdout.write(self.style.SUCCESS(f"\nTrendFlix is at http://{shown}:{port}/  (Ctrl-C stops it)"))
        password = Path(settings.DATA) / "admin-password.txt"
        if password.exists():
            self.stdout.write(f"Admin at http://{shown}:{port}/admin/: user admin, password in {password}\n")
        self.stdout.flush()
        Supervisor({"site": site_command(host, port), "worker": WORKER, "look": LOOK}).run()

    def _prepare(self, *, demo: bool) -> None:
        self._step("Preparing the database")
        call_command("migrate", verbosity=0)
        call_command("rebuild_search", pending=True)
        self._step("Collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False)
        if demo:
            self._step("Filling the library")
            call_command("seed_demo", wait=True)
        call_command("refresh_models")

    def _step(self, name: str) -> None:
        self.stdout.write(f"{name} …")
        self.stdout.flush()
