"""Find products by words, by a picture, or by both."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shopping.matching.ranker import Found, find
from trendflix.core.errors import UserError
from vision.images.open_image import open_picture


class Command(BaseCommand):
    """``manage.py find_products --text "red dress" --image coat.jpg --top 5 --json``."""

    help = "Find products by words, by a picture, or by both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The stable options."""
        parser.add_argument("--text", default="", help="what it is, in words")
        parser.add_argument("--image", type=Path, help="a picture of it")
        parser.add_argument("--texts", type=Path, help="a file of many queries, one a line")
        parser.add_argument("--category", default="", help="only products of this garment category")
        parser.add_argument("--top", type=int, default=12)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer one query, or every line of a file."""
        try:
            if options["texts"]:
                self.stdout.write(json.dumps(self._many(options)))
                return
            image = open_picture(options["image"]) if options["image"] else None
            found = find(options["text"], image, options["category"], options["top"])
        except FileNotFoundError as error:
            raise CommandError(f"{error.filename}: there is no such file.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{options['texts']}: not text in UTF-8.") from error
        except UserError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps([_row(item) for item in found]) if options["json"] else _table(found))

    def _many(self, options: dict[str, Any]) -> dict[str, list[str]]:
        lines = options["texts"].read_text(encoding="utf-8").splitlines()
        queries = [line.strip() for line in lines if line.strip()]
        if not queries:
            raise UserError(f"{options['texts']}: holds no query.")
        answers = {query: find(query, None, options["category"], options["top"]) for query in queries}
        return {query: [item.product_id for item in found] for query, found in answers.items()}


def _row(item: Found) -> dict[str, str | float]:
    return {
        "product_id": item.product_id,
        "item_group_id": item.item_group_id,
        "title": item.title,
        "score": item.score,
    }


def _table(found: list[Found]) -> str:
    if not found:
        return "No product answers that."
    return "\n".join(f"{item.score:6.3f}  {item.product_id:<24} {item.title}" for item in found)
