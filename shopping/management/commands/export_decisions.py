"""Write what people decided, as JSON lines with the paths of pictures: to fine-tune models with."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.matching.export import decisions_export


class Command(BaseCommand):
    """``manage.py export_decisions [--out FILE]``: a line for each decided match, positive or hard negative."""

    help = "Write decided matches as JSON lines: cut-out, product pictures, whether they are alike, and the cosine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--out", type=Path, help="a file; standard output where none is named")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write; how many of each goes to standard error."""
        counts = {"positive": 0, "hard_negative": 0}
        try:
            file = options["out"].open("w", encoding="utf-8") if options["out"] else None
        except OSError as error:
            raise CommandError(f"{options['out']}: cannot be written ({error.strerror}).") from error
        for row in decisions_export():
            counts[row["label"]] += 1
            line = json.dumps(row, ensure_ascii=False)
            if file is None:
                self.stdout.write(line)
            else:
                file.write(f"{line}\n")
        if file is not None:
            file.close()
        sys.stderr.write(f"{json.dumps(counts)}\n")
