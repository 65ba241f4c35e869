"""Zero-shot classes of pictures, by words."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trendflix.console import Reporter
from trendflix.errors import UserError
from vision.management.commands.embed import picture_files

BATCH = 16


class Command(BaseCommand):
    """``manage.py classify DIR|FILE… --classes "t-shirt,trousers,dress" --out X.json``.

    Writes {"file": {"class": chance, …}}, the likeliest first. Several words for one class are joined by ``/``
    ("trousers/pants"); the first names it. Whole pictures are looked at, as for garments that lie flat or hang.
    """

    help = "Say which of some classes each picture shows, by text prompts alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to look at, what to ask, and where to write."""
        parser.add_argument("pictures", nargs="+", type=Path)
        parser.add_argument("--classes", required=True, help="comma-separated; / between words for one class")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask of every picture; those that cannot be read are named and left out."""
        from vision.zeroshot import Question

        words = [[one.strip() for one in part.split("/") if one.strip()] for part in options["classes"].split(",")]
        answers = {group[0]: tuple(group) for group in words if group}
        if len(answers) < 2:
            raise CommandError("Name two classes or more.")
        try:
            found = self._ask(picture_files(options["pictures"]), Question("class", answers))
        except UserError as error:
            raise CommandError(str(error)) from error
        if not found:
            raise CommandError("Not one picture could be read.")
        options["out"].write_text(json.dumps(found), encoding="utf-8")
        self.stdout.write(f"{len(found)} pictures in {options['out']}")

    def _ask(self, files: list[Path], question: Any) -> dict[str, dict[str, float]]:
        from vision.cutouts import cut
        from vision.errors import PictureError
        from vision.pictures import WHOLE
        from vision.pictures_io import open_picture
        from vision.runtime import get_embedder
        from vision.zeroshot import Namer

        embedder, reporter = get_embedder(), Reporter()
        namer, found = Namer(embedder), {}
        for at in range(0, len(files), BATCH):
            reporter("looking", at / len(files))
            names, cutouts = [], []
            for file in files[at : at + BATCH]:
                try:
                    cutouts.append(cut(open_picture(file), WHOLE))
                    names.append(file.name)
                except PictureError as error:
                    self.stderr.write(str(error))
            if not cutouts:
                continue
            chances = namer.chances(embedder.embed_images(cutouts), question)
            for name, row in zip(names, chances, strict=True):
                ranked = sorted(zip(question.answers, row, strict=True), key=lambda pair: -pair[1])
                found[name] = {answer: round(float(chance), 4) for answer, chance in ranked}
        reporter.finish()
        return found
