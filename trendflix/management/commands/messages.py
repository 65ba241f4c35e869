"""``manage.py messages``: brings the translations up to date with the marked strings, and compiles them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trendflix.core.locales import catalogues
from trendflix.core.locales.extraction import SCRIPTS, SITE


class Command(BaseCommand):
    """Extracts, merges and compiles; says what is still to be translated."""

    help = "Bring locale/*.po up to date with the strings marked in the code, and compile them."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files; fail where a translation is missing, with the strings that lack one."""
        root = Path(settings.BASE_DIR)
        missing = [line for language in catalogues.languages(root) for line in self._language(root, language)]
        if missing:
            raise CommandError("\n".join(["Not translated yet:", *missing]))

    def _language(self, root: Path, language: str) -> list[str]:
        catalogues.update(root, language)
        for path, content in catalogues.compiled(root, language).items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        kept = [catalogues.po_read(root, language, domain) for domain in (SITE, SCRIPTS)]
        self.stdout.write(f"{language}: {sum(len(one) for one in kept)} strings")
        return [f"  {language}: {text!r}" for one in kept for text in catalogues.untranslated(one)]
