"""Zero-shot classes of pictures, by words."""

import csv
import json
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from trendflix.core.console import Reporter
from trendflix.core.errors import UserError
from vision.images.image_files import picture_files


class Command(BaseCommand):
    """``manage.py classify DIR|FILE… --classes "t-shirt,trousers,dress" --out X.json``.

    Writes {"file": {"class": chance, …}}, the likeliest first. Several words for one class are joined by ``/``
    ("trousers/pants"); the first names it. Whole pictures are looked at, as for garments that lie flat or hang.
    ``--labels`` names a CSV with the columns ``image`` (with or without suffix) and ``label``: then the share of right
    answers is printed, over the pictures whose label is a word of a class.
    """

    help = "Say which of some classes each picture shows, by text prompts alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to look at, what to ask, and where to write."""
        parser.add_argument("pictures", nargs="+", type=Path)
        parser.add_argument("--classes", required=True, help="comma-separated; / between words for one class")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--labels", type=Path, help="what the pictures truly show, to count right answers")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask of every picture; those that cannot be read are named and left out."""
        from vision.language.zeroshot import Question

        words = [[one.strip() for one in part.split("/") if one.strip()] for part in options["classes"].split(",")]
        answers = {group[0]: tuple(group) for group in words if group}
        if len(answers) < 2:
            raise CommandError("Name two classes or more.")
        try:
            labels = labels_of(options["labels"]) if options["labels"] else {}
            found = self._ask(picture_files(options["pictures"]), Question("class", answers))
        except UserError as error:
            raise CommandError(str(error)) from error
        if not found:
            raise CommandError("Not one picture could be read.")
        options["out"].write_text(json.dumps(found), encoding="utf-8")
        self.stdout.write(f"{len(found)} pictures in {options['out']}")
        if labels:
            right, asked = score(found, labels, answers)
            self.stdout.write(f"{right} of {asked} right, {right / max(asked, 1):.3f}")

    def _ask(self, files: list[Path], question: Any) -> dict[str, dict[str, float]]:
        from vision.images.cutouts import cut
        from vision.images.image_files import opened
        from vision.images.product_image import FULL_IMAGE
        from vision.language.zeroshot import ZeroShotClassifier
        from vision.nets.runtime import get_embedder

        embedder, reporter = get_embedder(), Reporter()
        classifier, found = ZeroShotClassifier(embedder), {}
        for batch in opened(files, self.stderr.write, reporter, "looking"):
            vectors = embedder.embed_images([cut(picture, FULL_IMAGE) for _, picture in batch])
            for (name, _), row in zip(batch, classifier.probabilities(vectors, question), strict=True):
                ranked = sorted(zip(question.answers, row, strict=True), key=lambda pair: -pair[1])
                found[name] = {answer: round(float(chance), 4) for answer, chance in ranked}
        reporter.finish()
        return found


def labels_of(path: Path) -> dict[str, str]:
    """A picture's name without suffix → its label in small letters. Raises ``UserError`` for what is no such table."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {Path(row["image"]).stem: row["label"].strip().lower() for row in rows}
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}).") from error
    except (KeyError, UnicodeDecodeError, AttributeError, TypeError) as error:
        raise UserError(f"{path}: no CSV with the columns image and label.") from error


def score(
    found: Mapping[str, Mapping[str, float]], labels: Mapping[str, str], answers: Mapping[str, Sequence[str]]
) -> tuple[int, int]:
    """How many pictures are named right, and how many have a label that is a word of a class."""
    class_of = {word.lower(): name for name, words in answers.items() for word in words}
    known = {name: class_of.get(labels.get(Path(name).stem, "")) for name in found}
    asked = {name: true for name, true in known.items() if true is not None}
    return sum(next(iter(found[name])) == true for name, true in asked.items()), len(asked)
